using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

public sealed class WatchTests : EmulatorTest
{
    [Fact]
    public async Task WatchAsync_Fails_YieldsItLastWithoutThrowing()
    {
        long id = App.StartDeployment(script: new Testing.DeploymentScript().Fails()).Id;

        List<Deployment> seen = await Clock.RunAsync(Client.WatchAsync(AppId, id, cancellationToken: CancellationToken).ToListAsync(CancellationToken).AsTask());

        Assert.Equal(DeploymentStatus.Failed, seen[^1].Status);
    }

    [Fact]
    public async Task WatchAsync_CallerCancels_ThrowsWithTheCallersToken()
    {
        using var caller = new CancellationTokenSource();
        long id = App.StartDeployment().Id;
        await using IAsyncEnumerator<Deployment> watch = Client.WatchAsync(AppId, id, cancellationToken: caller.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await watch.MoveNextAsync());

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.MoveNextAsync());
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task WatchAsync_EnumerationStopped_StopsPolling()
    {
        long id = App.StartDeployment().Id;

        await foreach (Deployment deployment in Client.WatchAsync(AppId, id, cancellationToken: CancellationToken))
        {
            Assert.Equal(DeploymentStatus.Queued, deployment.Status);
            break;
        }

        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(Cloud.Requests);
    }

    [Fact]
    public async Task WatchAsync_EnumeratorTokenCanceled_Throws()
    {
        using var caller = new CancellationTokenSource();
        long id = App.StartDeployment().Id;
        await using IAsyncEnumerator<Deployment> watch = Client.WatchAsync(AppId, id, cancellationToken: CancellationToken).GetAsyncEnumerator(caller.Token);
        Assert.True(await watch.MoveNextAsync());

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await watch.MoveNextAsync());
    }
}
