using System.Net;
using System.Net.Sockets;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Checks the statements of <c>docs/errors.md</c> about a client that is disposed during a call.</summary>
public sealed class DisposalTests
{
    [Fact]
    public async Task ListAsync_DisposedDuringRequest_ThrowsSpiceApiException()
    {
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();
        var client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = new Uri($"http://{service.LocalEndpoint}"), AccessToken = "token" });
        Task<IReadOnlyList<Deployment>> listing = client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);
        using TcpClient connection = await service.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await connection.GetStream().ReadExactlyAsync(new byte[1], TestContext.Current.CancellationToken);

        client.Dispose();

        var exception = await Assert.ThrowsAsync<SpiceApiException>(() => listing);
        Assert.Contains("No complete response to GET", exception.Message, StringComparison.Ordinal);
    }
}
