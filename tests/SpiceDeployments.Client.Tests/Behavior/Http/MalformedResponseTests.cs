using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Behavior.Telemetry;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>If a response is not HTTP, the exceptions of .NET quote the line that cannot be read, which may contain an echo of the token.</summary>
public sealed class MalformedResponseTests
{
    private const string Token = "token-of-the-vault";

    [Theory]
    [InlineData($"{Token}\r\n\r\n", true)]
    [InlineData($"HTTP/1.1 {Token}\r\n\r\n", false)]
    [InlineData($"HTTP/1.1 200 OK\r\n{Token}\r\n\r\n", true)]
    [InlineData($"HTTP/1.1 200 OK\r\nContent-Length: {Token}\r\n\r\n", false)]
    [InlineData($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Token}\r\n", false)]
    public async Task AnyCall_MalformedResponse_LeaksNoToken(string response, bool isQuoted)
    {
        await using var server = new RawServer(response);
        var options = new DeploymentsClientOptions { BaseAddress = server.BaseAddress, AccessTokenProvider = new ScriptedTokenProvider(Token), TimeProvider = new AutoAdvancingTimeProvider() };
        using var client = new DeploymentsClient(options);

        SpiceApiException listing = await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));
        Exception creating = await Assert.ThrowsAnyAsync<Exception>(() => client.CreateAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(isQuoted, listing.Message.Contains("[redacted]", StringComparison.Ordinal));
        Assert.DoesNotContain(ExceptionTexts.Find(listing), text => text.Contains(Token, StringComparison.Ordinal));
        Assert.DoesNotContain(ExceptionTexts.Find(creating), text => text.Contains(Token, StringComparison.Ordinal));
    }

    /// <summary>The status line, which is not known then, may be that of a success.</summary>
    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nno header\r\n\r\n")]
    [InlineData("HTTP/1.1 202Accepted\r\n\r\n")]
    [InlineData("202\r\n\r\n")]
    [InlineData("HTTP/1.1 202 Accepted\r\nX-Long: ")]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n")]
    public async Task CreateAsync_MalformedResponse_IsSentOnce(string response)
    {
        await using var server = new RawServer(response + new string('x', 100_000), getResponse: "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{\"deployments\":[]}");
        var options = new DeploymentsClientOptions { BaseAddress = server.BaseAddress, AccessToken = Token, TimeProvider = new AutoAdvancingTimeProvider() };
        using var client = new DeploymentsClient(options);

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(
            () => client.CreateAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(1, server.PostCount);
        Assert.Contains(" the request, but the deployment is not listed yet.", exception.Message, StringComparison.Ordinal);
    }
}
