using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>The run of a rollout has ended, or cannot begin, and the reminder does not come during the test.</summary>
public sealed class RunErrorTests : ClusterTest
{
    private Func<IRolloutGate?> _createGate = static () => new PassedGate();
    private bool _isVaultAvailable = true;

    [Fact]
    public async Task RunIsLost_ACallerWaits_TheWaitContinuesTheRollout()
    {
        await StartAsync();

        await ClaimAsync();
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        Assert.Equal(3, (await GetEventsAsync(Id)).Count(next => next.Kind is RolloutEventKind.Claimed));
        await AssertDeployedOnceAsync(Id, 4);
    }

    [Fact]
    public async Task ClusterStops_NextClusterStarts_ContinuesTheRollout()
    {
        await StartAsync();
        await StopClusterAsync();
        var continued = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Storage.AfterWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) && continued.TrySetResult();

        await StartClusterAsync();
        await continued.Task.WaitAsync(CancellationToken); // Nobody has called the rollout.

        Assert.Equal(RolloutStatus.Succeeded, (await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken)).Status);
        await AssertDeployedOnceAsync(Id, 4);
    }

    /// <summary>The next silo cannot store that it runs the rollout.</summary>
    [Fact]
    public async Task ClaimFails_ACallerWaits_TheWaitTriesAgain()
    {
        await StartAsync();
        await StopClusterAsync();
        int failures = 0;
        Storage.BeforeWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) && Interlocked.Increment(ref failures) is 1 ? throw new TimeoutException("Storage away") : 0;

        await StartClusterAsync();
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.True(failures > 1);
        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, 4);
    }

    public static TheoryData<string, Func<IRolloutGate?>> MissingGates { get; } = new()
    {
        { "There is no IRolloutGate with the service key 'smoke'. Register one in the container. (Parameter 'request')", static () => null },
        { "No service 'Probe'.", static () => throw new InvalidOperationException("No service 'Probe'.") },
    };

    /// <summary>A newer version of the service has replaced the silos.</summary>
    [Theory]
    [MemberData(nameof(MissingGates), DisableDiscoveryEnumeration = true)]
    public async Task NoSiloHasTheGate_ACallerWaits_ThrowsAndTheJournalDoesNotGrow(string message, Func<IRolloutGate?> createGate)
    {
        await StartAsync();
        await StopClusterAsync();
        _createGate = createGate;
        await StartClusterAsync();
        int version = (await Rollouts.GetAsync(Id, CancellationToken)).Version;

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken));

        Assert.Equal($"Rollout 'build-7' does not run. Deployments in flight continue. The cluster tries again with the next reminder. Rollout 'build-7' cannot run in this process. {message}", exception.Message);
        Assert.Equal(Id, exception.RolloutId);
        Assert.Equal(version, (await Rollouts.GetAsync(Id, CancellationToken)).Version);
    }

    /// <summary>As in one process, the run ends, and only a caller who has mended the credentials continues it.</summary>
    [Fact]
    public async Task RollBack_CredentialsAreRejected_WaitsForACaller()
    {
        await StartAsync();
        await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);
        Cloud.Faults.OnAny().Times(1000).Fail(401, "Unauthorized");
        await Rollouts.RollBackAsync(Id, CancellationToken);
        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken));
        int version = (await Rollouts.GetAsync(Id, CancellationToken)).Version;

        await RolloutGrain.AsReference<IRemindable>().ReceiveReminder("continue", default, CancellationToken);

        Assert.StartsWith("Rollout 'build-7' does not run. Deployments in flight continue. Call ResumeAsync to continue it. ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(version, (await Rollouts.GetAsync(Id, CancellationToken)).Version);
        Cloud.Faults.Clear();
        await Rollouts.ResumeAsync(Id, CancellationToken);
        Assert.Equal(RolloutStatus.RolledBack, (await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken)).Status);
    }

    /// <summary>The failure may pass, unlike a rejection, so that the next reminder tries again.</summary>
    [Fact]
    public async Task RollBack_TokensAreNotAvailable_TheReminderContinuesTheRollout()
    {
        await StartAsync();
        await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);
        _isVaultAvailable = false;
        await Rollouts.RollBackAsync(Id, CancellationToken);
        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken));
        _isVaultAvailable = true;

        await RolloutGrain.AsReference<IRemindable>().ReceiveReminder("continue", default, CancellationToken);

        Assert.EndsWith("The vault is sealed.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(RolloutStatus.RolledBack, (await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken)).Status);
    }

    protected override void Configure(ISiloBuilder silo)
    {
        silo.Services.AddKeyedSingleton("smoke", (_, _) => _createGate()!);
        silo.Services.Configure<DeploymentsClientOptions>(options =>
        {
            options.AccessToken = null;
            options.AccessTokenProvider = new Vault(() => _isVaultAvailable ? new AccessToken(Cloud.AccessToken, DateTimeOffset.UtcNow) : throw new IOException("The vault is sealed."));
        });
    }

    /// <summary>Starts a rollout of four apps, and waits until it deploys the first.</summary>
    private async Task StartAsync()
    {
        RolloutTarget[] targets = [.. AddApps(4, TimeSpan.FromMilliseconds(500)).Select(target => target with { Request = new(), Update = new UpdateAppRequest { Description = "after" } })];
        Assert.All(Cloud.Apps, app => app.WithSettings(settings => settings with { Description = "before" }));
        await Rollouts.StartAsync(Id, CreateRequest(targets) with { MaxConcurrency = 1, Gate = "smoke" }, CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetDeploying);
    }

    private async Task StopClusterAsync()
    {
        await Cluster.StopAllSilosAsync(CancellationToken);
        await Cluster.DisposeAsync();
    }

    private sealed class Vault(Func<AccessToken> getToken) : AccessTokenProvider
    {
        public override ValueTask<AccessToken> GetTokenAsync(AccessTokenRequest request, CancellationToken cancellationToken) => new(getToken());
    }

    private sealed class PassedGate : IRolloutGate
    {
        public Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken) => Task.FromResult(RolloutGateDecision.Proceed);
    }
}
