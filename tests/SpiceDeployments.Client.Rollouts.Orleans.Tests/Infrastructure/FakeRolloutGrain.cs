using System.Reflection;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

/// <summary>A grain of a rollout that stores each command, and has the journal that a test has set.</summary>
internal sealed class FakeRolloutGrain : IRolloutGrain
{
    /// <summary>The names of the methods that were called, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Called by each method. What it throws is thrown by the method.</summary>
    public Action OnCall { get; set; } = static () => { };

    /// <summary>The lines of the journal.</summary>
    public List<string> Lines { get; } = [];

    public bool IsDeploying { get; set; }

    /// <summary>Creates a factory that returns this grain for each key.</summary>
    public IGrainFactory CreateFactory()
    {
        IGrainFactory factory = DispatchProxy.Create<IGrainFactory, FakeGrainFactory>();
        ((FakeGrainFactory)(object)factory).Grain = this;
        return factory;
    }

    public Task<CommandOutcome> StartAsync(string request) => CallAsync(nameof(StartAsync), CommandOutcome.Stored);

    public Task<CommandOutcome> PauseAsync() => CallAsync(nameof(PauseAsync), CommandOutcome.Stored);

    public Task<CommandOutcome> ResumeAsync() => CallAsync(nameof(ResumeAsync), CommandOutcome.Stored);

    public Task<CommandOutcome> StopAsync(string? reason) => CallAsync(nameof(StopAsync), CommandOutcome.Stored);

    public Task<CommandOutcome> RetryFailedAsync() => CallAsync(nameof(RetryFailedAsync), CommandOutcome.Stored);

    public Task<CommandOutcome> RollBackAsync() => CallAsync(nameof(RollBackAsync), CommandOutcome.Stored);

    public Task ContinueAsync() => CallAsync(nameof(ContinueAsync), result: true);

    public Task<JournalPart> ReadAsync(int version) => CallAsync(nameof(ReadAsync), Read(version));

    public Task<JournalPart> ReadNextAsync(int version) => CallAsync(nameof(ReadNextAsync), Read(version));

    public Task<bool> IsDeployingAsync(string? organization, long appId) => CallAsync(nameof(IsDeployingAsync), IsDeploying);

    private JournalPart Read(int version) => new([.. Lines.Skip(version)], RunError: null);

    private async Task<T> CallAsync<T>(string method, T result)
    {
        await Task.Yield(); // As a call over the network, throws nothing before the task is returned.
        Calls.Add(method);
        OnCall();
        return result;
    }
}
