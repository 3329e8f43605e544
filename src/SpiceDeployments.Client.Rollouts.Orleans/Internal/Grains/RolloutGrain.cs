using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Runs a rollout with the client of one process. Its reminder continues the rollout on another silo when this one dies.</summary>
/// <remarks>Reentrant, because the client permits concurrent calls. The rollout runs beside the calls, on the thread pool.</remarks>
[Reentrant]
[GrainType("spicerollout")]
internal sealed class RolloutGrain(IServiceProvider services, GrainRolloutStore store, IAppTurns turns, TimeProvider timeProvider, IOptions<ReminderOptions> reminders)
    : Grain, IRolloutGrain, IRemindable
{
    private const string ReminderName = "continue";

    /// <summary>Less than the time for which a caller waits for the response of a grain: 30 seconds by default.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    private readonly ObservedStore _observed = new(store);
    private RolloutClient _client = null!; // Set when the grain is activated.

    private string RolloutId => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _client = SpiceRolloutsServiceCollectionExtensions.CreateClient(services, _observed, turns);
        await ContinueAsync();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await _client.DisposeAsync();

    public Task<CommandOutcome> StartAsync(string request) => RunAsync(() => _client.StartAsync(RolloutId, RolloutJson.ParseRequest(request)));

    public Task<CommandOutcome> PauseAsync() => TryAsync(() => _client.PauseAsync(RolloutId));

    public Task<CommandOutcome> ResumeAsync() => RunAsync(() => _client.ResumeAsync(RolloutId));

    public Task<CommandOutcome> StopAsync(string? reason) => TryAsync(() => _client.StopAsync(RolloutId, reason));

    public Task<CommandOutcome> RetryFailedAsync() => RunAsync(() => _client.RetryFailedAsync(RolloutId));

    public Task<CommandOutcome> RollBackAsync() => RunAsync(() => _client.RollBackAsync(RolloutId));

    public async Task ContinueAsync()
    {
        if ((await store.ReadFromAsync(RolloutId, 0, CancellationToken.None)).Count > 0)
        {
            await _client.TryResumeAsync([RolloutId], CancellationToken.None);
        }
    }

    public async Task<List<string>> ReadAsync(int version) => [.. await store.ReadFromAsync(RolloutId, version, CancellationToken.None)];

    public async Task<List<string>> ReadNextAsync(int version)
    {
        Task appended = _observed.Appended; // Before the journal is read, so that no append is missed.
        List<string> lines = await ReadAsync(version);
        if (lines is [])
        {
            using var cancellation = new CancellationTokenSource();
            await Task.WhenAny(appended, Task.Delay(ReadTimeout, timeProvider, cancellation.Token));
            await cancellation.CancelAsync();
            lines = await ReadAsync(version);
        }

        if (lines is [])
        {
            await ContinueAsync(); // The run on this silo may have ended, because another silo ran the rollout, which has died since.
        }

        return lines;
    }

    public async Task<bool> IsDeployingAsync(string? organization, long appId)
    {
        try
        {
            Rollout rollout = await _client.GetAsync(RolloutId);
            return !rollout.IsCompleted && rollout.Targets.Any(state =>
                (state.Target.Organization, state.Target.AppId) == (organization, appId) && (state.IsInFlight || state.Status is RolloutTargetStatus.RollingBack));
        }
        catch (RolloutNotFoundException)
        {
            return false;
        }
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await ContinueAsync();
        if (await this.GetReminder(ReminderName) is { } reminder && await HasCompletedAsync())
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private async Task<bool> HasCompletedAsync()
    {
        try
        {
            return (await _client.GetAsync(RolloutId)).IsCompleted;
        }
        catch (RolloutNotFoundException)
        {
            return true; // The silo died before it created the rollout.
        }
    }

    /// <summary>Registers the reminder before a command runs the rollout, so that no rollout is without one.</summary>
    private async Task<CommandOutcome> RunAsync(Func<Task> commandAsync)
    {
        TimeSpan period = reminders.Value.MinimumReminderPeriod;
        await this.RegisterOrUpdateReminder(ReminderName, period, period);
        return await TryAsync(commandAsync);
    }

    private static async Task<CommandOutcome> TryAsync(Func<Task> commandAsync)
    {
        try
        {
            await commandAsync();
            return CommandOutcome.Stored;
        }
        catch (Exception exception) when (exception is RolloutException or ArgumentException)
        {
            return CommandOutcome.From(exception);
        }
    }
}
