using System.Xml.Linq;

namespace SpiceDeployments.Client.Testing.Tests.Documentation;

public sealed class ExampleTests
{
    [Fact]
    public void Documentation_EveryExample_Compiles()
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "SpiceDeployments.Client.Testing.xml"));
        string compiled = Lines(ReadExamples());

        var examples = documentation.Descendants("code").Where(code => code.Attribute("language") is null).Select(code => Lines(code.Value)).ToList();

        Assert.Equal(8, examples.Count);
        Assert.All(examples, example => Assert.Contains(example, compiled, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Emulator_Example_CreatesWithLostResponse()
    {
        SpiceCloudEmulator cloud = await Examples.Emulator();

        Assert.Contains("POST /v1/apps/42/deployments -> no response (DropResponse), created deployment 1001", cloud.GetTimeline(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apps_Example_ConfiguresApps()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Examples.Apps(session.Emulator);

        Assert.Equal("acme", session.Emulator.GetApp(42).Organization);
        Assert.Equal((AppState.Paused, 3, "data"), (session.Emulator.GetApp(43).State, session.Emulator.GetApp(43).Settings.Replicas, session.Emulator.GetApp(43).Settings.Tags["team"]));
        Assert.Equal("acme/quickstart", session.Emulator.GetApp(44).Repository);
        EmulatedDeployment deployment = session.Emulator.GetApp(42).StartDeployment();
        session.Pass(5 + 179);
        Assert.Equal("in_progress", deployment.Status);
        session.Pass(1);
        Assert.Equal("succeeded", deployment.Status);
    }

    [Fact]
    public async Task Limits_Example_LimitsCreates()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Examples.Limits(session.Emulator);

        Assert.Equal("plan_limit", (await session.SendAsync(HttpMethod.Post, "/v1/apps/42/deployments", """{"replicas":3}""")).Code);
        Assert.Equal("image_tag_requires_enterprise", (await session.SendAsync(HttpMethod.Post, "/v1/apps/42/deployments", """{"image_tag":"2.4.0"}""")).Code);
    }

    [Fact]
    public async Task Normalization_Example_ChangesValues()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Examples.Normalization(session.Emulator);

        string message = new('x', 100);
        ApiResponse created = await session.SendAsync(HttpMethod.Post, "/v1/apps/42/deployments", $$"""{"commit_sha":"9f2c4e7","commit_message":"{{message}}","channel":"preview"}""");
        EmulatedDeployment deployment = Assert.Single(session.Emulator.GetApp(42).Deployments);
        Assert.Equal((40, message[..71] + "…", "sdk"), (deployment.CommitSha?.Length ?? 0, deployment.CommitMessage, deployment.CreationSource));
        Assert.Equal("preview", created.Json.GetProperty("channel").GetString());
        Assert.DoesNotContain("preview", (await session.GetAsync("/v1/apps/42/deployments")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clients_Example_HasEveryScope()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Examples.Clients(session.Emulator);

        ApiResponse response = await session.SendAsync(HttpMethod.Post, "/api/oauth/token", """{"client_id":"release-bot","client_secret":"its-secret","grant_type":"client_credentials"}""");
        string? token = response.Json.GetProperty("access_token").GetString();
        Assert.Equal(202, (await session.SendAsync(HttpMethod.Post, "/v1/apps/7/deployments", token: token)).Status);
        Assert.Equal(200, (await session.SendAsync(HttpMethod.Post, "/v1/apps/7/pause", token: token)).Status);
    }

    [Fact]
    public async Task Scripts_Example_ScriptsDeployments()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Examples.Scripts(session.App);

        EmulatedDeployment started = Assert.Single(session.App.Deployments);
        Assert.Equal("github", started.CreationSource);
        session.Pass(5 + 600);
        await session.CreateAsync();
        session.Pass(10 + 180);
        Assert.Equal("Failed to pull container image", session.App.Deployments[0].ErrorMessage);
        await session.CreateAsync();
        session.Pass(86_400);
        Assert.Equal("insufficient_memory", session.App.Deployments[0].ErrorCode);
        Assert.Equal("in_progress", session.App.Deployments[0].Status);
        session.App.Deployments[0].CompleteSuccessfully();
        await session.CreateAsync();
        EmulatedDeployment superseded = session.App.Deployments[0];
        session.Pass(40);
        Assert.Equal("created", superseded.Status);
    }

    [Fact]
    public async Task Faults_Example_InjectsFaults()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Examples.Faults(session.Emulator);

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync());
        List<int> lists = [];
        while (lists.Count < 6)
        {
            lists.Add((await session.ListAsync()).Status);
        }

        Assert.Equal([200, 200, 429, 429, 429, 200], lists);
        Assert.Equal(502, (await session.GetDeploymentAsync(1001)).Status);
        Assert.Equal(502, (await session.GetDeploymentAsync(1001)).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => session.SendAsync(HttpMethod.Put, "/v1/apps/7", """{"replicas":3}"""));
        Assert.Equal(3, session.App.Settings.Replicas);
        Assert.Equal(503, (await session.SendAsync(HttpMethod.Delete, "/v1/apps/7")).Status);
        Assert.Equal(204, (await session.SendAsync(HttpMethod.Delete, "/v1/apps/7")).Status);
    }

    [Fact]
    public async Task Contract_Example_RunsAllChecks()
    {
        string directory = Directory.CreateTempSubdirectory().FullName;

        await Examples.Contract(directory, TestContext.Current.CancellationToken);

        Assert.NotEmpty(Directory.GetDirectories(directory));
        Directory.Delete(directory, recursive: true);
    }

    private static string ReadExamples()
    {
        using Stream stream = typeof(ExampleTests).Assembly.GetManifestResourceStream("Examples.cs")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Returns the text without indentation.</summary>
    private static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Trim().Split('\n').Select(line => line.Trim()));
}
