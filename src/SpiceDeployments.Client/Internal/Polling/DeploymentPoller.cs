using System.Collections;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Waits for deployments. Polly repeats the polls of a <see cref="DeploymentWait"/> until the wait is over.</summary>
internal sealed class DeploymentPoller(DeploymentReader reader, double? slowDeploymentFactor, TimeProvider timeProvider, ILogger logger)
{
    private static readonly ResiliencePropertyKey<DeploymentWait> WaitKey = new("SpiceDeployments.Client.Wait");

    private readonly ResiliencePipeline<Deployment?> _pipeline = CreatePipeline(timeProvider);
    private readonly PollCoalescer _polls = new(timeProvider);

    /// <summary>Polls immediately, and then on schedule.</summary>
    public Task<Deployment> WaitAsync(
        long appId, long deploymentId, PollingOptions polling, IProgress<DeploymentProgress>? progress, CancellationToken cancellationToken) =>
        WaitAsync(appId, deploymentId, created: null, polling, ProgressReporter.Create(progress, appId, timeProvider, logger), cancellationToken);

    /// <summary>Polls on schedule, starting with the response to a create.</summary>
    public Task<Deployment> WaitAsync(
        CreatedDeployment created, PollingOptions polling, ProgressReporter progress, CancellationToken cancellationToken) =>
        WaitAsync(created.Deployment.AppId, created.Deployment.Id, created, polling, progress, cancellationToken);

    /// <summary>Waits, and returns the deployment each time a poll detects a change. A reader that is slower receives the latest change.</summary>
    public async IAsyncEnumerable<Deployment> WatchAsync(
        long appId, long deploymentId, PollingOptions polling, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = new LatestChange();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task completion = changes.CompleteAsync(WaitAsync(appId, deploymentId, polling, changes, stop.Token), cancellationToken);
        try
        {
            await foreach (Deployment deployment in changes.ReadAllAsync().ConfigureAwait(false))
            {
                yield return deployment;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await completion.ConfigureAwait(false);
        }
    }

    private async Task<Deployment> WaitAsync(
        long appId, long deploymentId, CreatedDeployment? created, PollingOptions polling, ProgressReporter progress, CancellationToken cancellationToken)
    {
        using Activity? activity = ClientActivity.StartWait(appId, deploymentId);
        using var wait = new DeploymentWait(reader, _polls, appId, deploymentId, polling, progress, CreateAlarm(), timeProvider, logger);
        ClientMetrics.RecordWaitStart();
        try
        {
            Deployment completed = await RunAsync(wait, created, cancellationToken).ConfigureAwait(false);
            ClientMetrics.RecordWait(completed.Status, wait.Elapsed);
            activity.SetDeployment(completed);
            return completed;
        }
        catch (Exception exception)
        {
            ClientMetrics.RecordFailedWait(exception, wait.Elapsed);
            activity.SetException(exception);
            throw;
        }
        finally
        {
            ClientMetrics.RecordWaitEnd();
            activity.SetPollCount(wait.PollCount);
        }
    }

    private async Task<Deployment> RunAsync(DeploymentWait wait, CreatedDeployment? created, CancellationToken cancellationToken)
    {
        try
        {
            if (created is not null)
            {
                await wait.StartFromCreateAsync(created, cancellationToken).ConfigureAwait(false);
            }

            if (created is not { Deployment.IsTerminal: true })
            {
                await PollAsync(wait, cancellationToken).ConfigureAwait(false);
            }

            return wait.Complete();
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw wait.CreateCancellation(exception, cancellationToken);
        }
        catch (ObjectDisposedException exception)
        {
            throw wait.CreateDisposal(exception);
        }
        finally
        {
            wait.ReportEnd();
        }
    }

    /// <summary>Polls until the deployment has completed, the timeout has elapsed, or a poll fails for good.</summary>
    private async Task PollAsync(DeploymentWait wait, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(WaitKey, wait);
        try
        {
            await _pipeline.ExecuteAsync(static (context, wait) => wait.PollAsync(context.CancellationToken), context, wait).ConfigureAwait(false);
        }
        catch (SpiceApiException error)
        {
            throw wait.CreateException(error);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static ResiliencePipeline<Deployment?> CreatePipeline(TimeProvider timeProvider)
    {
        var retry = new RetryStrategyOptions<Deployment?>
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = static args => ValueTask.FromResult(GetWait(args.Context).ShouldContinue(args.Outcome)),
            DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(GetWait(args.Context).GetNextDelay(args.Outcome)),
            OnRetry = static args =>
            {
                GetWait(args.Context).OnDelay(args.Outcome, args.RetryDelay);
                return default;
            },
        };
        return new ResiliencePipelineBuilder<Deployment?> { TimeProvider = timeProvider }.AddRetry(retry).Build();
    }

    private SlowDeploymentAlarm? CreateAlarm() => slowDeploymentFactor is { } factor ? new SlowDeploymentAlarm(factor, logger) : null;

    private static DeploymentWait GetWait(ResilienceContext context) => context.Properties.GetValue(WaitKey, null!);

    /// <summary>
    /// Holds the latest change that a wait reported for the reader of a sequence, who may be slower than the polls, or have stopped. The
    /// completed deployment is the last change, and is therefore always read.
    /// </summary>
    private sealed class LatestChange : IProgress<DeploymentProgress>
    {
        private readonly Channel<Deployment> _changes = Channel.CreateBounded<Deployment>(
            new BoundedChannelOptions(capacity: 1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

        private Deployment? _last;

        public IAsyncEnumerable<Deployment> ReadAllAsync() => _changes.Reader.ReadAllAsync(CancellationToken.None);

        public void Report(DeploymentProgress value)
        {
            if (value.Deployment != _last)
            {
                _last = value.Deployment;
                _changes.Writer.TryWrite(value.Deployment);
            }
        }

        /// <summary>Does not throw: the reader receives the exception of the wait after all changes.</summary>
        public async Task CompleteAsync(Task<Deployment> wait, CancellationToken callerToken)
        {
            Exception? error = null;
            try
            {
                await wait.ConfigureAwait(false);
            }
            catch (OperationCanceledException exception) when (callerToken.IsCancellationRequested)
            {
                error = WithToken(exception, callerToken);
            }
            catch (Exception exception)
            {
                error = exception;
            }

            _changes.Writer.Complete(error);
        }

        private static OperationCanceledException WithToken(OperationCanceledException exception, CancellationToken token)
        {
            var copy = new OperationCanceledException(exception.Message, exception, token);
            foreach (DictionaryEntry entry in exception.Data)
            {
                copy.Data.Add(entry.Key, entry.Value);
            }

            return copy;
        }
    }
}
