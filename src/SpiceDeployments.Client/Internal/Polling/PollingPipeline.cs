using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Retry;

namespace SpiceDeployments.Client.Internal.Polling;

/// <summary>Runs a <see cref="PollingSession{T}"/>: a Polly retry whose every decision is the session's. One pipeline serves all sessions.</summary>
internal sealed class PollingPipeline<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(TimeProvider timeProvider)
{
    private static readonly ResiliencePropertyKey<PollingSession<T>> SessionKey = new("SpiceDeployments.Client.PollingSession");

    private readonly ResiliencePipeline<T> _pipeline = Build(timeProvider);

    /// <summary>Tries until the outcome is final or the session's time is up, and returns or throws the last outcome.</summary>
    /// <exception cref="OperationCanceledException">The caller has given up.</exception>
    public async Task<T> RunAsync(PollingSession<T> session, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(SessionKey, session);
        try
        {
            T last = await _pipeline.ExecuteAsync(static (context, session) => session.TryAsync(context.CancellationToken), context, session).ConfigureAwait(false);
            ThrowIfCutShort(session, cancellationToken);
            return last;
        }
        catch (SpiceApiException)
        {
            ThrowIfCutShort(session, cancellationToken);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Polly ends with the last outcome when the caller gives up between a try and the delay after it: that outcome is not the end.</summary>
    private static void ThrowIfCutShort(PollingSession<T> session, CancellationToken cancellationToken)
    {
        if (session.IsUnfinished)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static ResiliencePipeline<T> Build(TimeProvider timeProvider)
    {
        var retry = new RetryStrategyOptions<T>
        {
            MaxRetryAttempts = int.MaxValue,
            ShouldHandle = static args => ValueTask.FromResult(Session(args.Context).GoesOn(args.Outcome)),
            DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(Session(args.Context).DelayAfter(args.AttemptNumber, args.Outcome)),
            OnRetry = static args =>
            {
                Session(args.Context).OnDelay(args.Outcome, args.RetryDelay);
                return default;
            },
        };
        return new ResiliencePipelineBuilder<T> { TimeProvider = timeProvider }.AddRetry(retry).Build();
    }

    private static PollingSession<T> Session(ResilienceContext context) =>
        context.Properties.TryGetValue(SessionKey, out PollingSession<T>? session) ? session : throw new InvalidOperationException("The session is not set.");
}
