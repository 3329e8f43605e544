using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Runs a rollout with the client of one process. Its reminder continues the rollout on another silo when this one dies.</summary>
/// <remarks>Reentrant, because the client permits concurrent calls. The rollout runs beside the calls, on the thread pool.</remarks>
[Reentrant]
[GrainType("spicerollout")]
internal sealed class RolloutGrain(IServiceProvider services, GrainRolloutStore store, IAppTurns turns, TimeProvider timeProvider, IOptions<ReminderOptions> reminders, ILogger<RolloutGrain> logger)
    : Grain, IRolloutGrain, IRemindable
{
    public const string ReminderName = "continue";

    /// <summary>Less than the time for which the caller waits for the response.</summary>
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);

    private readonly ObservedStore _observed = new(store);
    private RolloutClient _client = null!; // Set when the grain is activated.
    private int _commands;

    private string RolloutId => this.GetPrimaryKeyString();

    /// <summary>What ended the last run on this silo, unless another silo has continued the rollout or this one stops.</summary>
    private Exception? RunFailure => _client.FindFailure(RolloutId) is { } failure and not (RolloutStoreConflictException or OperationCanceledException) ? failure : null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _client = SpiceRolloutsServiceCollectionExtensions.CreateClient(services, _observed, turns);
        await ContinueAsync();
        if (cancellationToken.IsCancellationRequested)
        {
            await _client.DisposeAsync(); // Orleans does not deactivate a grain whose activation took too long.
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => await _client.DisposeAsync();

    public Task<CommandOutcome> StartAsync(string request) => RunAsync(() => _client.StartAsync(RolloutId, RolloutJson.ParseRequest(request)));

    public Task<CommandOutcome> PauseAsync() => TryAsync(() => _client.PauseAsync(RolloutId));

    public Task<CommandOutcome> ResumeAsync() => RunAsync(() => _client.ResumeAsync(RolloutId));

    public Task<CommandOutcome> StopAsync(string? reason) => TryAsync(() => _client.StopAsync(RolloutId, reason));

    public Task<CommandOutcome> RetryFailedAsync() => RunAsync(() => _client.RetryFailedAsync(RolloutId));

    public Task<CommandOutcome> RollBackAsync() => RunAsync(() => _client.RollBackAsync(RolloutId));

    /// <remarks>A rejection of the credentials remains until somebody corrects them, and resumes the rollout.</remarks>
    public Task ContinueAsync() => RunFailure is SpiceAuthenticationException { StatusCode: not null } or SpiceForbiddenException ? Task.CompletedTask : TryContinueAsync();

    public async Task<JournalPart> ReadAsync(int version) => new([.. await store.ReadNextAsync(RolloutId, version, CancellationToken.None)], RunError: null);

    public async Task<JournalPart> ReadNextAsync(int version)
    {
        Task appended = _observed.Appended; // Before the journal is read, so that no append is missed.
        JournalPart part = await ReadAsync(version);
        if (part.Lines is [])
        {
            string? error = RunFailure is { } failure ? $"Call {nameof(IRolloutClient.ResumeAsync)} to continue it. {failure.Message}" : await TryContinueAsync();
            part = part with { RunError = error };
        }

        if (part is { Lines: [], RunError: null })
        {
            await appended.WaitAsync(ReadTimeout, timeProvider).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            part = await ReadAsync(version);
        }

        return part;
    }

    public async Task<bool> IsDeployingAsync(string? organization, long appId) =>
        await FindAsync() is { IsCompleted: false } rollout
        && rollout.Targets.Any(state => (state.Target.Organization, state.Target.AppId) == (organization, appId) && state.IsChanging);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await ContinueAsync();
        IGrainReminder? reminder = await this.GetReminder(ReminderName); // Before the rollout is read, so that the reminder of a later command is another one.
        Rollout? rollout = await FindAsync();
        if (rollout is { IsCompleted: true })
        {
            await store.RemoveCompletedAsync(RolloutId, rollout.Version, CancellationToken.None);
        }

        bool isFinished = rollout?.IsCompleted ?? (await ReadAsync(version: 0)).Lines is []; // A silo may have died before it created the rollout.
        if (reminder is not null && isFinished && _commands is 0)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <summary>Returns the rollout, or <c>null</c> if no silo can run it: it does not exist, or its journal is damaged.</summary>
    private async Task<Rollout?> FindAsync()
    {
        try
        {
            return await _client.GetAsync(RolloutId);
        }
        catch (RolloutException)
        {
            return null;
        }
    }

    /// <summary>Continues the rollout. Returns why this silo cannot, or <c>null</c>. If the storage is not available, the next call tries again.</summary>
    private async Task<string?> TryContinueAsync()
    {
        RequestContext.Clear(); // The run calls the grains of the apps without what the caller of the rollout has set.
        try
        {
            bool runs = await _client.ContinueAsync(RolloutId, CancellationToken.None);
            DelayDeactivation(runs ? Timeout.InfiniteTimeSpan : TimeSpan.Zero); // A run is no activity that Orleans knows of.
            return null;
        }
        catch (Exception exception)
        {
            logger.ResumeFailed(RolloutId, exception);
            return exception is RolloutException and not RolloutStoreConflictException ? $"The cluster tries again with the next reminder. {exception.Message}" : null;
        }
    }

    /// <summary>Registers the reminder before a command runs the rollout, so that no rollout is without one.</summary>
    private async Task<CommandOutcome> RunAsync(Func<Task> commandAsync)
    {
        TimeSpan period = reminders.Value.MinimumReminderPeriod;
        RequestContext.Clear(); // As in TryContinueAsync.
        _commands++; // The grain is reentrant: a reminder of the earlier run must not remove this one.
        try
        {
            await this.RegisterOrUpdateReminder(ReminderName, period, period);
            CommandOutcome outcome = await TryAsync(commandAsync);
            await ContinueAsync(); // Runs already. Keeps the grain active.
            return outcome;
        }
        finally
        {
            _commands--;
        }
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
