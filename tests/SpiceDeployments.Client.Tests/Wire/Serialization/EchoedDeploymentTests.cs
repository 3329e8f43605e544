using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>A token that the service repeats in the texts of a deployment is redacted when the deployment is read.</summary>
public sealed class EchoedDeploymentTests : WireTest
{
    private const string ProvidedToken = "token-of-the-vault";

    private readonly FakeLogger<DeploymentsClient> _log = new();

    public static MatrixTheoryData<string, string> Echoes => new([AccessToken, ProvidedToken], ["{0}", "No: {0}, {0}", "%70at-0123456789 %74oken-of-the-vault"]);

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task EveryOperation_Echo_IsRedacted(string token, string format)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, token);
        string json = $$"""{"id":456,"status":"{{text}}","error_message":"{{text}}","error_code":"{{text}}","finished_at":"2026-10-06T08:00:00Z"}""";
        DeploymentsClient client = CreateClient(token);
        GivenList(WireResponse.List(json));
        GivenGet(WireResponse.Json(json));
        GivenCreate(WireResponse.Json(json, status: 202));

        Deployment[] all =
        [
            .. await client.ListAsync(AppId, cancellationToken: CancellationToken),
            await client.GetAsync(AppId, DeploymentId, CancellationToken),
            await client.CreateAsync(AppId, cancellationToken: CancellationToken),
            await client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken),
        ];
        DeploymentFailedException exception = await Assert.ThrowsAsync<DeploymentFailedException>(() => client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.All(all, deployment => Assert.DoesNotContain(token, $"{deployment}", StringComparison.Ordinal));
        Assert.All(all, deployment => Assert.Contains("[redacted]", deployment.ErrorMessage, StringComparison.Ordinal));
        Assert.DoesNotContain(token, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletionAsync_EchoInTheStatus_IsRedactedInTheMessageAndTheLog()
    {
        GivenList(WireResponse.List($$"""{"id":456,"status":"waiting for {{AccessToken}}"}"""));

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => CreateClient(AccessToken).WaitForCompletionAsync(AppId, DeploymentId, new PollingOptions { Timeout = TimeSpan.FromSeconds(30) }, cancellationToken: CancellationToken));

        Assert.Contains("its last status was 'waiting for [redacted]'", exception.Message, StringComparison.Ordinal);
        Assert.Equal("waiting for [redacted]", Assert.Single(_log.Collector.GetSnapshot(), record => record.Id.Id is 6).GetStructuredStateValue("Status"));
    }

    /// <summary>They are compared with what was sent, and no message contains them.</summary>
    [Fact]
    public async Task ListAsync_EchoOfWhatTheCallerSent_IsKept()
    {
        GivenList(WireResponse.List($$"""{"id":456,"branch":"{{AccessToken}}","commit_sha":"{{AccessToken}}","commit_message":"{{AccessToken}}"}"""));

        Deployment deployment = Assert.Single(await CreateClient(AccessToken).ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal((AccessToken, AccessToken, AccessToken), (deployment.Branch, deployment.CommitSha, deployment.CommitMessage));
    }

    /// <summary>The configured token, or one of a provider, which no option contains.</summary>
    private DeploymentsClient CreateClient(string token) => CreateClient(options =>
    {
        options.LoggerFactory = new SingleLoggerFactory(_log);
        if (token is ProvidedToken)
        {
            (options.AccessToken, options.AccessTokenProvider) = (null, new StubTokenProvider(_ => Task.FromResult(token)));
        }
    });
}
