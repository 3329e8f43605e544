using System.Text.Json.Nodes;

namespace SpiceDeployments.Client.Packages.Tests;

public sealed class DriftProgramTests(DriftProgram program) : IClassFixture<DriftProgram>
{
    private const string OneDeployment = "GET /v1/apps/{}/deployments, GET /v1/apps/{}/deployments/{}, POST /v1/apps/{}/deployments";

    private static readonly string OwnFile = File.ReadAllText(Repository.PathOf("eng", "openapi", "spice-cloud.json"));

    /// <summary>The place in the file, the new value there (empty: none), and the differences.</summary>
    public static TheoryData<string, string, string[]> Changes => new()
    {
        {
            "components schemas Deployment properties rollout_id", """{"type":["string","null"]}""",
            [$"new Deployment.rollout_id: string, not read by the client ({OneDeployment})"]
        },
        {
            "components schemas App properties owner", """{"type":"object","properties":{"app":{"$ref":"#/components/schemas/App"}}}""",
            ["new App.owner: object, not read by the client (GET /v1/apps, GET /v1/apps/{}, PUT /v1/apps/{})"]
        },
        {
            "components schemas CreateDeployment properties dry_run", """{"type":"boolean"}""",
            ["new CreateDeploymentRequest.dry_run: boolean, not sent by the client (POST /v1/apps/{}/deployments)"]
        },
        {
            "paths /v1/apps/{appId}/deployments/{deploymentId}/cancel", """{"post":{"responses":{"200":{"description":"Canceled"}}}}""",
            ["new POST /v1/apps/{}/deployments/{}/cancel: no method of the client sends this request"]
        },
        { "components schemas Deployment properties finished_at", "", ["missing Deployment.FinishedAt: no field sets the property"] },
        {
            "components schemas UpdateApp properties production_branch", "",
            ["missing UpdateAppRequest.production_branch: sent by the client (PUT /v1/apps/{})"]
        },
        { "paths /v1/apps/{appId}/pause", "", ["missing POST /v1/apps/{}/pause: the client sends this request"] },
        {
            "components schemas Deployment properties replicas", """{"type":"object"}""",
            [$"different Deployment.replicas: object; the client reads integer ({OneDeployment})"]
        },
        {
            "components schemas AppConfig properties version", """{"type":"integer"}""",
            ["different App.config.version: integer; the client reads string (GET /v1/apps, GET /v1/apps/{}, PUT /v1/apps/{})"]
        },
        {
            "components schemas UpdateApp properties replicas", """{"type":"string"}""",
            ["different UpdateAppRequest.replicas: string; the client sends integer (PUT /v1/apps/{})"]
        },
        {
            "components schemas CreateDeployment required", """["image_tag"]""",
            ["different CreateDeploymentRequest.image_tag: required, optional in the client (POST /v1/apps/{}/deployments)"]
        },
        {
            "components schemas DeploymentStatus enum", """["queued","in_progress","succeeded","paused","created"]""",
            [
                $"different Deployment.status 'failed': not among the values of the service, known to the client ({OneDeployment})",
                $"different Deployment.status 'paused': a value of the service, unknown to the client ({OneDeployment})",
                "different ListDeploymentsOptions.status 'paused': a value of the service, unknown to the client (GET /v1/apps/{}/deployments)",
            ]
        },
        {
            "components schemas Channel enum", """["stable","beta"]""",
            [
                "different CreateDeploymentRequest.channel 'beta': a value of the service, unknown to the client (POST /v1/apps/{}/deployments)",
                $"different Deployment.channel 'beta': a value of the service, unknown to the client ({OneDeployment})",
            ]
        },
    };

    [Fact]
    public async Task Run_WithOwnFile_Returns0()
    {
        (int exitCode, string output) = await program.RunAsync();

        Assert.Equal(0, exitCode);
        Assert.StartsWith("0 differences, and ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithProjectsInsteadOfApps_Returns0()
    {
        (int exitCode, string output) = await program.RunWithFileAsync(
            OwnFile.Replace("/v1/apps", "/v1/projects", StringComparison.Ordinal).Replace("\"apps\"", "\"projects\"", StringComparison.Ordinal));

        Assert.Equal(0, exitCode);
        Assert.StartsWith("0 differences, and ", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Run_WithChangedFile_NamesTheDifferenceAndReturns1(string place, string value, string[] differences)
    {
        (int exitCode, string output) = await program.RunWithFileAsync(Change(place.Split(' '), value));

        Assert.Equal(1, exitCode);
        Assert.Equal(differences, output.Split("\n\n")[0].Split('\n'));
    }

    [Fact]
    public async Task Run_WithAListThatTheClientCannotRead_Returns1()
    {
        (int exitCode, string output) = await program.RunWithFileAsync(OwnFile.Replace("\"deployments\"", "\"items\"", StringComparison.Ordinal));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("different GET /v1/apps/{}/deployments 200: the client cannot read the response: ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"openapi":"3.1.0"}""")]
    [InlineData("""{"paths":{"/v1/apps":{"$ref":"#/nowhere"}}}""")]
    public async Task Run_WithAnotherFile_Returns2(string content)
    {
        (int exitCode, string output) = await program.RunWithFileAsync(content);

        Assert.Equal(2, exitCode);
        Assert.Contains(" is not an OpenAPI file in JSON: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithAFileThatDoesNotExist_Returns2()
    {
        (int exitCode, string output) = await program.RunAsync("missing.json");

        Assert.Equal(2, exitCode);
        Assert.Contains("missing.json", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WithTwoFiles_Returns2()
    {
        (int exitCode, string output) = await program.RunAsync("a.json", "b.json");

        Assert.Equal(2, exitCode);
        Assert.StartsWith("Usage: ", output, StringComparison.Ordinal);
    }

    private static string Change(string[] place, string value)
    {
        JsonNode document = JsonNode.Parse(OwnFile)!;
        JsonObject parent = place[..^1].Aggregate(document, (node, name) => node[name]!).AsObject();
        parent.Remove(place[^1]);
        if (value.Length > 0)
        {
            parent[place[^1]] = JsonNode.Parse(value);
        }

        return document.ToJsonString();
    }
}
