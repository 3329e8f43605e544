using System.Net;
using System.Net.Sockets;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>A server that accepts connections and never responds.</summary>
public sealed class HangingServerTests : IDisposable
{
    private readonly SteppingTimeProvider _clock = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, port: 0);

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public HangingServerTests() => _server.Start();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task WaitForCompletionAsync_NoResponse_TimesOutAfterTheFinalPollTimeout()
    {
        using DeploymentsClient client = CreateClient();
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(60) };
        Task<Deployment> waiting = client.WaitForCompletionAsync(42, 1, polling, cancellationToken: CancellationToken);

        using (await _server.AcceptTcpClientAsync(CancellationToken))
        {
            _clock.Advance(TimeSpan.FromSeconds(60));
            DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(() => _clock.RunAsync(waiting));

            Assert.Equal(
                "Deployment 1 of app 42 did not complete within 60 s: no poll succeeded after 1 poll. The deployment continues and may still succeed; "
                + "wait for it again with the same ids. The last poll failed: No response was received within the remaining time.",
                exception.Message);
            Assert.Null(exception.Deployment);
            Assert.Equal(TimeSpan.FromSeconds(60), exception.Elapsed);
        }
    }

    private DeploymentsClient CreateClient()
    {
        var options = new DeploymentsClientOptions
        {
            BaseAddress = new Uri($"http://{_server.LocalEndpoint}"),
            AccessToken = "token",
            AttemptTimeout = SteppingTimeProvider.AttemptTimeout,
            TimeProvider = _clock,
        };
        return new DeploymentsClient(options);
    }
}
