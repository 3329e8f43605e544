using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Unit;

public sealed class AppGrainTests
{
    private const string Id = "build-7";
    private const string OtherId = "build-8";

    private readonly AutoAdvancingTimeProvider _clock = new();
    private readonly FakeRolloutGrain _holder = new();
    private readonly GrainRolloutStore _store = new(new SharedGrainStorage());
    private readonly IGrainFactory _factory;

    public AppGrainTests() => _factory = _holder.CreateFactory();

    [Theory]
    [InlineData(29, false, false)] // The holder may not have stored its first step.
    [InlineData(31, true, false)]
    [InlineData(31, false, true)]
    public async Task TryEnter_AnotherRolloutHasNotLeft_DependsOnItsTimeAndItsJournal(int seconds, bool isDeploying, bool expected)
    {
        AppGrain grain = await ActivateAsync();
        await TryEnterAsync(grain, Id);
        _holder.IsDeploying = isDeploying;
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(expected, await TryEnterAsync(grain, OtherId));
        Assert.Equal(!expected, await TryEnterAsync(grain, Id));
    }

    [Fact]
    public async Task TryEnter_AnotherRolloutHasLeft_IsPermittedWithoutACall()
    {
        AppGrain grain = await ActivateAsync();
        await TryEnterAsync(grain, Id);

        await grain.LeaveAsync(Id);

        Assert.True(await TryEnterAsync(grain, OtherId));
        Assert.Empty(_holder.Calls);
    }

    /// <summary>The silo of the app has died, or the app was not called for a while: the grain does not know who had the turn.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TryEnter_FirstAfterAnActivation_AsksTheUnfinishedRollouts(bool isDeploying)
    {
        await _store.AppendAsync(Id, 0, ["a line"], isCompleted: false, TestContext.Current.CancellationToken);
        _holder.IsDeploying = isDeploying;
        AppGrain grain = await ActivateAsync();

        Assert.Equal(!isDeploying, await TryEnterAsync(grain, OtherId));
        Assert.Equal(["IsDeployingAsync"], _holder.Calls);
        Assert.Equal([Id], ((FakeGrainFactory)(object)_factory).Keys);
        Assert.Equal(isDeploying, await TryEnterAsync(grain, Id));
    }

    /// <summary>Without a response, the app may be in flight. <see cref="Internal.AppTurns"/> logs the exception, and the rollout tries again.</summary>
    [Fact]
    public async Task TryEnter_HolderDoesNotRespond_ThrowsAndKeepsTheHolder()
    {
        AppGrain grain = await ActivateAsync();
        await TryEnterAsync(grain, Id);
        _clock.Advance(TimeSpan.FromMinutes(1));
        _holder.OnCall = static () => throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => TryEnterAsync(grain, OtherId));
        Assert.True(await TryEnterAsync(grain, Id));
    }

    private static Task<bool> TryEnterAsync(AppGrain grain, string rolloutId) => grain.TryEnterAsync(rolloutId, organization: null, appId: 1);

    private async Task<AppGrain> ActivateAsync()
    {
        var grain = new AppGrain(_clock, _factory, _store);
        await grain.OnActivateAsync(TestContext.Current.CancellationToken);
        return grain;
    }
}
