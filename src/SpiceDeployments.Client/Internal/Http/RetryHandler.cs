using Polly;
using Polly.Retry;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>Retries a request after a transient error, up to three times, with exponential backoff and jitter. Only the given method is retried.</summary>
internal sealed class RetryHandler(HttpMethod retriedMethod, TimeProvider timeProvider) : DelegatingHandler
{
    private const int MaxRetries = 3;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest <c>Retry-After</c> that is honored if the caller does not limit the time.</summary>
    private static readonly TimeSpan DefaultTimeBudget = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("SpiceDeployments.Client.Request");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = CreatePipeline(timeProvider);

    /// <summary>The longest time that all attempts and the delays between them take, if the caller does not limit the time.</summary>
    public static TimeSpan GetMaxDuration(TimeSpan attemptTimeout) => (attemptTimeout * (MaxRetries + 1)) + (DefaultTimeBudget * MaxRetries);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == retriedMethod ? SendWithRetriesAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendWithRetriesAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, attempt) => attempt.Handler.SendOnceAsync(attempt.Request, context.CancellationToken),
                context,
                (Handler: this, Request: request)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ValueTask<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(base.SendAsync(request, cancellationToken));

    private static ResiliencePipeline<HttpResponseMessage> CreatePipeline(TimeProvider timeProvider)
    {
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MaxRetries,
            Delay = FirstDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = args => ValueTask.FromResult(GetRetryAfter(args.Outcome, timeProvider)), // If null, Polly's own delay applies.
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome) && FitsTimeBudget(args, timeProvider)),
            OnRetry = args =>
            {
                HttpMethod method = args.Context.Properties.GetValue(RequestKey, null!).Method;
                ClientMetrics.RecordRetry(method, args.Outcome.Result?.StatusCode, args.Outcome.Exception);
                return default;
            },
        };
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }.AddRetry(retry).Build();
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Result: { } response } => TransientErrors.IsTransient(response.StatusCode),
        { Exception: { } exception } => TransientErrors.IsTransient(exception),
        _ => false,
    };

    /// <summary>Whether the next attempt would start within the caller's time. If not, the caller handles the error.</summary>
    private static bool FitsTimeBudget(RetryPredicateArguments<HttpResponseMessage> args, TimeProvider timeProvider)
    {
        TimeSpan delay = GetRetryAfter(args.Outcome, timeProvider) ?? (FirstDelay * Math.Pow(2, args.AttemptNumber));
        HttpRequestMessage request = args.Context.Properties.GetValue(RequestKey, null!);
        return delay <= (request.Options.TryGetValue(RequestOptions.RemainingTime, out Func<TimeSpan>? remaining) ? remaining() : DefaultTimeBudget);
    }

    private static TimeSpan? GetRetryAfter(Outcome<HttpResponseMessage> outcome, TimeProvider timeProvider) =>
        outcome.Result is { } response ? RetryAfterHeader.Parse(response, timeProvider) : null;
}
