using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior;

public sealed class DisposalTests : EmulatorTest
{
    [Fact]
    public async Task EveryOperation_Disposed_ThrowsObjectDisposed()
    {
        Client.Dispose();

        foreach (string operation in Operations.All)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => Operations.RunAsync(operation, Client, AppId, deploymentId: 1, CancellationToken));
        }
    }

    [Fact]
    public async Task WaitForCompletionAsync_DisposedDuringDelay_ThrowsAtTheNextPoll()
    {
        long id = App.StartDeployment().Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(3), waiting);

        Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Clock.RunAsync(waiting));
        Assert.Equal(TimeSpan.FromSeconds(5), Clock.Elapsed);
    }
}
