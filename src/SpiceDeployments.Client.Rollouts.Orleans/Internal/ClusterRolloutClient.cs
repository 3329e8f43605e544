using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal;

/// <summary>Calls the grain of a rollout, on whichever silo it is.</summary>
internal sealed class ClusterRolloutClient(IServiceProvider services, IGrainFactory grains, GrainRolloutStore store, ILogger<ClusterRolloutClient> logger) : IRolloutClient
{
    /// <summary>Does not call again after a lost response: the rollout may have changed since, so that the same command would mean something else.</summary>
    private static readonly ResiliencePipeline Once = ResiliencePipeline.Empty;

    /// <summary>Calls again while a silo dies, until the cluster has noticed.</summary>
    private readonly ResiliencePipeline _retries = CreateRetries(services, logger, maxRetryAttempts: 7);

    /// <summary>Calls again as long as this silo runs, as a wait in one process lasts as long as the store is not available.</summary>
    private readonly ResiliencePipeline _waitRetries = CreateRetries(services, logger, int.MaxValue);

    private readonly RolloutClient _planner = SpiceRolloutsServiceCollectionExtensions.CreateClient(services, store, turns: null);

    public RolloutPlan Plan(RolloutRequest request) => _planner.Plan(request);

    public async Task<Rollout> StartAsync(string rolloutId, RolloutRequest request, CancellationToken cancellationToken = default)
    {
        RolloutId.Validate(rolloutId, nameof(rolloutId));
        _ = Plan(request);
        string json = RolloutJson.ToJson(request);
        return await CommandAndGetAsync(rolloutId, grain => grain.StartAsync(json), _retries, cancellationToken).ConfigureAwait(false); // With the same request, a second call is harmless.
    }

    public async Task<Rollout> GetAsync(string rolloutId, CancellationToken cancellationToken = default)
    {
        Rollout? rollout = null;
        await foreach (RolloutProgress progress in ReadAsync(rolloutId, rollout: null, follows: false, cancellationToken).ConfigureAwait(false))
        {
            rollout = progress.Rollout;
        }

        return rollout!;
    }

    public async IAsyncEnumerable<RolloutEvent> WatchAsync(string rolloutId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (RolloutProgress progress in ReadAsync(rolloutId, rollout: null, follows: true, cancellationToken).ConfigureAwait(false))
        {
            yield return progress.Event!;
        }
    }

    public async Task<Rollout> WaitForCompletionAsync(string rolloutId, IProgress<RolloutProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Rollout last = await GetAsync(rolloutId, cancellationToken).ConfigureAwait(false);
        progress.TryReport(new RolloutProgress { Rollout = last }, logger);
        await foreach (RolloutProgress next in ReadAsync(rolloutId, last, follows: true, cancellationToken).ConfigureAwait(false))
        {
            last = next.Rollout;
            progress.TryReport(next, logger);
        }

        return last;
    }

    public Task PauseAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAsync(rolloutId, grain => grain.PauseAsync(), Once, cancellationToken);

    public Task ResumeAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAsync(rolloutId, grain => grain.ResumeAsync(), Once, cancellationToken);

    public Task StopAsync(string rolloutId, string? reason = null, CancellationToken cancellationToken = default) =>
        CommandAsync(rolloutId, grain => grain.StopAsync(reason), Once, cancellationToken);

    public Task<Rollout> RetryFailedAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAndGetAsync(rolloutId, grain => grain.RetryFailedAsync(), Once, cancellationToken);

    public Task<Rollout> RollBackAsync(string rolloutId, CancellationToken cancellationToken = default) => CommandAndGetAsync(rolloutId, grain => grain.RollBackAsync(), Once, cancellationToken);

    private static ResiliencePipeline CreateRetries(IServiceProvider services, ILogger logger, int maxRetryAttempts)
    {
        CancellationToken stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        return new ResiliencePipelineBuilder { TimeProvider = services.GetService<TimeProvider>() }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = call => new ValueTask<bool>(!stopping.IsCancellationRequested && HasFailed(call.Outcome.Exception, call.Context.CancellationToken)),
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(15),
                MaxRetryAttempts = maxRetryAttempts,
                OnRetry = retry =>
                {
                    logger.CallRetried(retry.RetryDelay.TotalSeconds, retry.Outcome.Exception);
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Whether a call has failed, and was not canceled by the caller. A call that Orleans has rejected can throw an <see cref="OperationCanceledException"/>, too.</summary>
    private static bool HasFailed(Exception? exception, CancellationToken cancellationToken) =>
        exception is not (null or SpiceException) && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private async Task<Rollout> CommandAndGetAsync(string rolloutId, Func<IRolloutGrain, Task<CommandOutcome>> command, ResiliencePipeline retries, CancellationToken cancellationToken)
    {
        await CommandAsync(rolloutId, command, retries, cancellationToken).ConfigureAwait(false);
        return await GetAsync(rolloutId, cancellationToken).ConfigureAwait(false);
    }

    private async Task CommandAsync(string rolloutId, Func<IRolloutGrain, Task<CommandOutcome>> command, ResiliencePipeline retries, CancellationToken cancellationToken)
    {
        CommandOutcome outcome = await CallAsync(rolloutId, command, retries, cancellationToken).ConfigureAwait(false);
        outcome.ThrowIfNotStored(rolloutId);
    }

    /// <summary>Returns the events after the given state of a rollout: those that are stored, and, if the caller follows the rollout, further ones until it has completed.</summary>
    /// <exception cref="RolloutNotFoundException">There is no such rollout.</exception>
    private async IAsyncEnumerable<RolloutProgress> ReadAsync(string rolloutId, Rollout? rollout, bool follows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            int version = rollout?.Version ?? 0;
            bool waits = follows && rollout is { IsCompleted: false };
            JournalPart part = await CallAsync(
                rolloutId, grain => waits ? grain.ReadNextAsync(version) : grain.ReadAsync(version), waits ? _waitRetries : _retries, cancellationToken).ConfigureAwait(false);
            foreach (string line in part.Lines)
            {
                RolloutEvent next = RolloutJson.Parse(rolloutId, line);
                rollout = rollout is null ? RolloutReducer.Create(rolloutId, next) : RolloutReducer.Apply(rollout, next);
                yield return new RolloutProgress { Rollout = rollout, Event = next };
            }

            if (rollout is null)
            {
                throw new RolloutNotFoundException($"The store has no rollout '{rolloutId}'.") { RolloutId = rolloutId };
            }

            if (part.RunError is { } error)
            {
                throw new RolloutException($"Rollout '{rolloutId}' does not run. Deployments in flight continue. {error}") { RolloutId = rolloutId };
            }

            if (part.Lines is [] && !waits)
            {
                yield break;
            }
        }
    }

    private async Task<T> CallAsync<T>(string rolloutId, Func<IRolloutGrain, Task<T>> call, ResiliencePipeline retries, CancellationToken cancellationToken)
    {
        RolloutId.Validate(rolloutId, nameof(rolloutId));
        IRolloutGrain grain = grains.GetGrain<IRolloutGrain>(rolloutId);
        try
        {
            return await retries.ExecuteAsync(async token => await call(grain).WaitAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (HasFailed(exception, cancellationToken))
        {
            throw new RolloutException(
                $"A call to the cluster for rollout '{rolloutId}' failed, and may have been executed. A rollout that runs is not affected. Call {nameof(GetAsync)} before you call again. {exception.Message}",
                exception)
            {
                RolloutId = rolloutId,
            };
        }
    }
}
