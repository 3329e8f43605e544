using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Retry;

namespace SpiceDeployments.Client.Waiting;

/// <summary>Runs a <see cref="PollingSession{T}"/>: a Polly retry whose every decision is the session's. One pipeline serves all sessions.</summary>
internal sealed class PollingPipeline<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] T>(TimeProvider timeProvider)
{
    private static readonly ResiliencePropertyKey<PollingSession<T>> SessionKey = new("SpiceDeployments.Client.PollingSession");

    private readonly ResiliencePipeline<T> _pipeline = Build(timeProvider);

    /// <summary>Tries until the outcome is final or the session's time is up, and returns or throws the last outcome.</summary>
    public async Task<T> RunAsync(PollingSession<T> session, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(SessionKey, session);
        try
        {
            return await _pipeline.ExecuteAsync(static (context, session) => session.TryAsync(context.CancellationToken), context, session).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
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
