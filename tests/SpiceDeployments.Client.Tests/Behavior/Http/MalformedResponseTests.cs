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
}
