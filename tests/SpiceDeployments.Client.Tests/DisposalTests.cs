using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests;

public sealed class DisposalTests : EmulatorTest
{
    [Fact]
    public async Task EveryMethod_Disposed_ThrowsObjectDisposed()
    {
        Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Client.ListAsync(AppId, cancellationToken: TestEnd));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Client.GetAsync(AppId, 1, TestEnd));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Client.CreateAsync(AppId, cancellationToken: TestEnd));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Client.DeployAsync(AppId, cancellationToken: TestEnd));
    }

    [Fact]
    public async Task WaitForCompletionAsync_DisposedInTheMiddleOfADelay_EndsAtTheNextLook()
    {
        long id = App.StartDeployment().Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: TestEnd);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(3), waiting);

        Client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Clock.RunAsync(waiting));
        Assert.Equal(TimeSpan.FromSeconds(5), Clock.Now);
    }
}
