using System.Collections.Concurrent;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>Two rollouts of the same app.</summary>
public sealed class AppTurnTests : ClusterTest
{
    private const string OtherId = "build-8";

    private static readonly RolloutTarget Target = new() { AppId = 1 };

    private readonly ConcurrentQueue<object?> _tenants = [];

    private IAppTurns Turns => GetService<IAppTurns>(1);

    [Fact]
    public async Task TwoRollouts_OfOneApp_DeployOneAfterTheOther()
    {
        RolloutRequest request = CreateRequest(AddApps(1, TimeSpan.FromMilliseconds(500)));

        await GetRollouts(0).StartAsync(Id, request, CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetDeploying);
        await GetRollouts(1).StartAsync(OtherId, request, CancellationToken);
        Rollout[] completed = await Task.WhenAll(
            GetRollouts(2).WaitForCompletionAsync(Id, cancellationToken: CancellationToken), GetRollouts(2).WaitForCompletionAsync(OtherId, cancellationToken: CancellationToken));

        Assert.All(completed, rollout => Assert.Equal(RolloutStatus.Succeeded, rollout.Status));
        Assert.Equal(["succeeded", "succeeded"], Cloud.GetApp(1).Deployments.Select(deployment => deployment.Status));
        Assert.DoesNotContain(Cloud.Requests, request => request.StatusCode is 409); // The second rollout sent no create while the first deployed the app.
    }

    /// <summary>The silo that deploys the app stops, such as in an upgrade, and nothing continues the rollout yet.</summary>
    [Fact]
    public async Task SiloStops_AppIsInFlight_NoOtherRolloutGetsTheTurn()
    {
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(1, TimeSpan.FromHours(1))), CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetDeploying);

        await Cluster.StopSiloAsync(await FindSiloOfTheRolloutAsync(), CancellationToken);

        Assert.False(await Cluster.Client.GetGrain<IAppGrain>("/1").TryEnterAsync(OtherId, organization: null, appId: 1).WaitAsync(CancellationToken)); // Throws no exception.
    }

    [Theory]
    [InlineData(Id, null, 1, true)]
    [InlineData(Id, null, 2, false)] // Has succeeded.
    [InlineData(Id, null, 3, false)] // Is not an app of the rollout.
    [InlineData(Id, "acme", 1, false)]
    [InlineData(OtherId, null, 1, false)] // Does not exist.
    public async Task IsDeploying_OfAnApp_IsWhetherItIsInFlight(string rolloutId, string? organization, long appId, bool expected)
    {
        RolloutTarget[] targets = AddApps(2, TimeSpan.FromHours(1));
        Cloud.GetApp(2).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        await Rollouts.StartAsync(Id, CreateRequest(targets), CancellationToken);
        await WaitForAsync(Rollouts, RolloutEventKind.TargetSucceeded);

        Assert.Equal(expected, await Cluster.Client.GetGrain<IRolloutGrain>(rolloutId).IsDeployingAsync(organization, appId).WaitAsync(CancellationToken));
    }

    /// <summary>No silo can continue the rollout, so that the app must not wait for it.</summary>
    [Fact]
    public async Task IsDeploying_JournalIsDamaged_IsFalse()
    {
        await GetService<GrainRolloutStore>(0).AppendAsync(Id, 0, ["{ damaged"], isCompleted: false, CancellationToken);

        Assert.False(await RolloutGrain.IsDeployingAsync(organization: null, appId: 1).WaitAsync(CancellationToken));
    }

    /// <summary>A filter of the calls of grains must not depend on who has started the rollout.</summary>
    [Fact]
    public async Task Start_CallerHasARequestContext_TheRunHasNot()
    {
        RequestContext.Set("tenant", "a");
        await Rollouts.StartAsync(Id, CreateRequest(AddApps(1)), CancellationToken);

        await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.NotEmpty(_tenants);
        Assert.All(_tenants, Assert.Null);
    }

    [Fact]
    public async Task Enter_HolderHasJustEntered_IsRefused()
    {
        Assert.True(await Turns.TryEnterAsync(Id, Target, CancellationToken));
        Assert.True(await Turns.TryEnterAsync(Id, Target, CancellationToken));
        Assert.False(await Turns.TryEnterAsync(OtherId, Target, CancellationToken));
        Assert.True(await Turns.TryEnterAsync(OtherId, Target with { Organization = "acme" }, CancellationToken));
        Assert.True(await Turns.TryEnterAsync(OtherId, new RolloutTarget { AppId = 2 }, CancellationToken));
    }

    [Fact]
    public async Task Leave_ByTheHolderOnly_ReleasesTheTurn()
    {
        await Turns.TryEnterAsync(Id, Target, CancellationToken);

        await Turns.LeaveAsync(OtherId, Target); // From the same silo as the next call, so that it arrives before.
        bool beforeTheHolderLeft = await Turns.TryEnterAsync(OtherId, Target, CancellationToken);
        await GetService<IAppTurns>(0).LeaveAsync(Id, Target);
        while (!await Turns.TryEnterAsync(OtherId, Target, CancellationToken))
        {
            await Task.Yield(); // The message has no response, so that it may arrive after the call.
        }

        Assert.False(beforeTheHolderLeft);
        Assert.False(await Turns.TryEnterAsync(Id, Target, CancellationToken));
    }

    protected override void Configure(ISiloBuilder silo) => silo.AddIncomingGrainCallFilter(call =>
    {
        if (call.Grain is AppGrain)
        {
            _tenants.Enqueue(RequestContext.Get("tenant"));
        }

        return call.Invoke();
    });
}
