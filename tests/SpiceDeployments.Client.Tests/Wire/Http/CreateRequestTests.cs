using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Http;

public sealed class CreateRequestTests : WireTest
{
    private const string EveryField =
        """{"image_tag":"2.3.2","channel":"stable","replicas":10,"branch":"main","commit_sha":"abc123","commit_message":"Add dataset","debug":true}""";

    public CreateRequestTests() => GivenCreate(WireResponse.Json(WireResponse.Deployment, status: 202));

    public static TheoryData<CreateDeploymentRequest?, string> Bodies => new()
    {
        { null, "{}" },
        { new CreateDeploymentRequest(), "{}" },
        { new CreateDeploymentRequest { ImageTag = "2.3.2" }, """{"image_tag":"2.3.2"}""" },
        { new CreateDeploymentRequest { Channel = "nightly" }, """{"channel":"nightly"}""" },
        { new CreateDeploymentRequest { Replicas = 1 }, """{"replicas":1}""" },
        { new CreateDeploymentRequest { Branch = "feature/a" }, """{"branch":"feature/a"}""" },
        { new CreateDeploymentRequest { CommitSha = "abc123" }, """{"commit_sha":"abc123"}""" },
        { new CreateDeploymentRequest { CommitMessage = "Fix" }, """{"commit_message":"Fix"}""" },
        { new CreateDeploymentRequest { Debug = true }, """{"debug":true}""" },
        { new CreateDeploymentRequest { Debug = false }, """{"debug":false}""" },
        { new CreateDeploymentRequest { Branch = "" }, """{"branch":""}""" },
        {
            new CreateDeploymentRequest
            {
                ImageTag = "2.3.2",
                Channel = "stable",
                Replicas = 10,
                Branch = "main",
                CommitSha = "abc123",
                CommitMessage = "Add dataset",
                Debug = true,
            },
            EveryField
        },
    };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task CreateAsync_Request_SendsOnlyWhatIsSet(CreateDeploymentRequest? request, string expected)
    {
        await Client.CreateAsync(AppId, request, cancellationToken: CancellationToken);

        WireRequest sent = Assert.Single(Requests);
        Assert.Equal(("POST", "/v1/apps/123/deployments", expected), (sent.Method, sent.Target, sent.Body));
    }

    [Theory]
    [InlineData("Größe \"x\" \\ 日本 🚀")]
    [InlineData("first line\nsecond line\ttab")]
    [InlineData("<script>&'+</script>")]
    public async Task CreateAsync_AnyCharacter_IsSentUnchanged(string message)
    {
        await Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitMessage = message }, cancellationToken: CancellationToken);

        using var body = System.Text.Json.JsonDocument.Parse(Assert.Single(Requests).Body!);
        Assert.Equal(message, body.RootElement.GetProperty("commit_message").GetString());
    }
}
