using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

public sealed class IntentConflictTests : IntentTest
{
    [Fact]
    public async Task CreateAsync_Conflict_Throws()
    {
        long active = App.StartDeployment().Id;

        DeploymentConflictException conflict =
            await Assert.ThrowsAsync<DeploymentConflictException>(async () => await Client.CreateAsync(await PrepareAsync(), cancellationToken: CancellationToken));

        Assert.Equal(active, conflict.ActiveDeployment?.Id);
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_WaitAndRetry_PreparesAgainBeforeTheSecondRequest()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromMinutes(2)));

        Deployment created = await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), WithSave(ConflictBehavior.WaitAndRetry), CancellationToken));

        Assert.Equal(App.Deployments[0].Id, created.Id);
        Assert.Equal((2, 2), (App.Deployments.Count, GetRequestTimes("POST").Count));
        Assert.Equal([0, 1], CreatesBeforeSave);
        Assert.Equal(App.Deployments[1].Id, Load().LatestDeploymentId);
    }

    /// <summary>A conflict shorter than the window needs no second preparation.</summary>
    [Fact]
    public async Task CreateAsync_ShortConflict_IsSentAgainWithinTheWindow()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(4)));

        await Clock.RunAsync(Client.CreateAsync(
            await PrepareAsync(), new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry }, CancellationToken));

        Assert.Equal(2, App.Deployments.Count);
        Assert.Single(Saved);
    }

    [Fact]
    public async Task CreateAsync_LongConflictWithoutSave_ThrowsExpiredWhenTheWindowElapses()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).NeverCompletes());

        DeploymentIntentExpiredException exception = await Assert.ThrowsAsync<DeploymentIntentExpiredException>(async () => await Clock.RunAsync(Client.CreateAsync(
            await PrepareAsync(), new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry }, CancellationToken)));

        Assert.IsType<DeploymentConflictException>(exception.InnerException);
        Assert.InRange(Clock.Elapsed.TotalSeconds, 30, 31);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task DeployAsync_ConflictUntilTheTimeout_ThrowsConflict()
    {
        App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        var options = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(2), SaveIntent = SaveAsync };

        DeploymentConflictException exception =
            await Assert.ThrowsAsync<DeploymentConflictException>(async () => await Clock.RunAsync(Client.DeployAsync(await PrepareAsync(), options, cancellationToken: CancellationToken)));

        Assert.Contains("The create waited 120 s for active deployments to complete (ConflictTimeout).", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A resumed intent may be one whose conflict the earlier process waited for: the deployment that blocked is not a candidate.</summary>
    [Fact]
    public async Task CreateAsync_DiedAfterConflict_IsSentAfterTheQuarantine()
    {
        App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromMinutes(2)));
        var died = new CreateDeploymentOptions
        {
            ConflictBehavior = ConflictBehavior.WaitAndRetry,
            SaveIntent = async (intent, token) =>
            {
                await SaveAsync(intent, token);
                throw new IOException("killed");
            },
        };
        await Assert.ThrowsAsync<IOException>(async () => await Clock.RunAsync(Client.CreateAsync(await PrepareAsync(), died, CancellationToken)));

        await ResumeAsync();

        Assert.Equal(2, App.Deployments.Count);
    }
}
