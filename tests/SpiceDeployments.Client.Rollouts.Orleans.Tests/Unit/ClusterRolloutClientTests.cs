using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Unit;

/// <summary>The calls of the cluster fail.</summary>
public sealed class ClusterRolloutClientTests : IDisposable
{
    private const string Id = "build-7";

    private static readonly RolloutRequest Request = new() { Targets = [new RolloutTarget { AppId = 1 }] };

    private readonly AutoAdvancingTimeProvider _clock = new();
    private readonly FakeLogCollector _log = new();
    private readonly FakeRolloutGrain _grain = new();
    private readonly ServiceProvider _services;

    public ClusterRolloutClientTests()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IHostApplicationLifetime, ApplicationLifetime>().AddSingleton<TimeProvider>(_clock).AddSingleton(_grain.CreateFactory());
        services.AddSingleton(new GrainRolloutStore(new SharedGrainStorage())).AddSingleton<IRolloutClient, ClusterRolloutClient>();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_log)));
        services.AddSpiceDeploymentsClient(options => options.AccessToken = "token");
        _services = services.BuildServiceProvider();
        Append(new RolloutEvent { Kind = RolloutEventKind.Created, Request = Request });
    }

    public static TheoryData<string, Func<IRolloutClient, Task>> RepeatedCalls { get; } = new()
    {
        { "ReadAsync", client => client.GetAsync(Id, CancellationToken) },
        { "ReadAsync", client => client.WaitForCompletionAsync(Id, progress: null, CancellationToken) },
        { "ReadAsync", async client => await client.WatchAsync(Id, CancellationToken).GetAsyncEnumerator(CancellationToken).MoveNextAsync() },
        { "StartAsync", client => client.StartAsync(Id, Request, CancellationToken) },
    };

    public static TheoryData<string, Func<IRolloutClient, Task>> Commands { get; } = new()
    {
        { "PauseAsync", client => client.PauseAsync(Id, CancellationToken) },
        { "ResumeAsync", client => client.ResumeAsync(Id, CancellationToken) },
        { "StopAsync", client => client.StopAsync(Id, reason: null, CancellationToken) },
        { "RetryFailedAsync", client => client.RetryFailedAsync(Id, CancellationToken) },
        { "RollBackAsync", client => client.RollBackAsync(Id, CancellationToken) },
    };

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private IRolloutClient Client => _services.GetRequiredService<IRolloutClient>();

    [Theory]
    [MemberData(nameof(RepeatedCalls), DisableDiscoveryEnumeration = true)]
    public async Task Call_AlwaysFails_IsRepeatedForAMinute(string method, Func<IRolloutClient, Task> callAsync)
    {
        _grain.OnCall = () => throw new TimeoutException("No response within 30 s.");

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => callAsync(Client));

        Assert.Equal(Enumerable.Repeat(method, 8), _grain.Calls);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4 + 8 + 15 + 15 + 15), _clock.Elapsed);
        Assert.Equal(
            "A call to the cluster for rollout 'build-7' failed, and may have been executed. A rollout that runs is not affected. Call GetAsync before you call again. No response within 30 s.",
            exception.Message);
        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Equal(7, _log.GetSnapshot().Count(record => record.Id.Id is 3));
    }

    /// <summary>The command may have been executed, and the rollout may have changed since.</summary>
    [Theory]
    [MemberData(nameof(Commands), DisableDiscoveryEnumeration = true)]
    public async Task Command_Fails_IsNotRepeated(string method, Func<IRolloutClient, Task> callAsync)
    {
        _grain.OnCall = () => throw new TimeoutException();

        await Assert.ThrowsAsync<RolloutException>(() => callAsync(Client));

        Assert.Equal([method], _grain.Calls);
    }

    [Fact]
    public async Task Wait_CallsFailForAnHour_LastsUntilTheRolloutHasCompleted()
    {
        _grain.OnCall = () =>
        {
            if (_grain.Calls.Count > 2 && _clock.Elapsed < TimeSpan.FromHours(1))
            {
                throw new TimeoutException();
            }

            if (_clock.Elapsed >= TimeSpan.FromHours(1) && _grain.Lines.Count is 1)
            {
                Append(new RolloutEvent { Kind = RolloutEventKind.StopRequested });
                Append(new RolloutEvent { Kind = RolloutEventKind.Completed });
            }
        };

        Rollout completed = await Client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        Assert.Equal(RolloutStatus.Stopped, completed.Status);
    }

    [Fact]
    public async Task Wait_SiloStops_ThrowsAtTheNextFailure()
    {
        _grain.OnCall = () =>
        {
            if (_grain.Calls.Count > 2)
            {
                _services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
                throw new TimeoutException();
            }
        };

        await Assert.ThrowsAsync<RolloutException>(() => Client.WaitForCompletionAsync(Id, progress: null, CancellationToken));

        Assert.Equal(["ReadAsync", "ReadAsync", "ReadNextAsync"], _grain.Calls);
    }

    /// <summary>Orleans rejects the calls of an activation that took too long with this exception.</summary>
    [Fact]
    public async Task Call_IsCanceledByTheCluster_IsAFailure()
    {
        _grain.OnCall = () => throw new OperationCanceledException();

        RolloutException exception = await Assert.ThrowsAsync<RolloutException>(() => Client.GetAsync(Id, CancellationToken));

        Assert.IsType<OperationCanceledException>(exception.InnerException);
        Assert.Equal(8, _grain.Calls.Count);
    }

    [Fact]
    public async Task Call_IsCanceledByTheCaller_ThrowsAtOnce()
    {
        using var caller = new CancellationTokenSource();
        _grain.OnCall = () =>
        {
            caller.Cancel();
            throw new OperationCanceledException();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.GetAsync(Id, caller.Token));

        Assert.Single(_grain.Calls);
    }

    /// <summary>A stored command is not reported as failed because the rollout cannot be read afterwards.</summary>
    [Fact]
    public async Task Pause_IsStored_ReadsNothing()
    {
        await Client.PauseAsync(Id, CancellationToken);

        Assert.Equal(["PauseAsync"], _grain.Calls);
    }

    public void Dispose() => _services.Dispose();

    private void Append(RolloutEvent next) => _grain.Lines.Add(RolloutJson.ToLine(next with { Sequence = _grain.Lines.Count + 1, Time = _clock.GetUtcNow() }));
}
