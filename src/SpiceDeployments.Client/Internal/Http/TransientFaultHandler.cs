using System.Net;
using Polly;
using Polly.Retry;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Internal.Http;

/// <summary>
/// Repeats a request that met a passing fault: up to three times, after half a second, one and two, each shortened at random. Only one
/// method is repeated, the one that is safe to send twice.
/// </summary>
internal sealed class TransientFaultHandler(HttpMethod safeMethod, TimeProvider timeProvider) : DelegatingHandler
{
    public const int MaxRetries = 3;

    public static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest <c>Retry-After</c> that is obeyed here when the caller does not say how much time it has.</summary>
    public static readonly TimeSpan DefaultTimeLeft = TimeSpan.FromSeconds(30);

    private static readonly ResiliencePropertyKey<ApiCall?> CallKey = new("SpiceDeployments.Client.Call");

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = Build(safeMethod, timeProvider);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Method == safeMethod ? SendRepeatedlyAsync(request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> SendRepeatedlyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(CallKey, ApiCall.Of(request));
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, send) => send.Handler.SendOnceAsync(send.Request, context.CancellationToken),
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

    private static ResiliencePipeline<HttpResponseMessage> Build(HttpMethod method, TimeProvider timeProvider)
    {
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MaxRetries,
            ShouldHandle = args => ValueTask.FromResult(IsTransient(args.Outcome) && Fits(args, timeProvider)),
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(RetryAfterOf(args.Outcome, timeProvider) ?? Jittered(DelayAfter(args.AttemptNumber))),
            OnRetry = args =>
            {
                ClientMetrics.Retried(method, args.Outcome.Result?.StatusCode, args.Outcome.Exception);
                return default;
            },
        };
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }.AddRetry(retry).Build();
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } response ? IsTransient(response.StatusCode) : outcome.Exception is HttpRequestException or IOException or TimeoutException;

    private static bool IsTransient(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or
        HttpStatusCode.TooManyRequests or
        HttpStatusCode.InternalServerError or
        HttpStatusCode.BadGateway or
        HttpStatusCode.ServiceUnavailable or
        HttpStatusCode.GatewayTimeout;

    /// <summary>Whether the next try would come within the caller's time. Where not, the fault is the caller's to handle.</summary>
    private static bool Fits(RetryPredicateArguments<HttpResponseMessage> args, TimeProvider timeProvider)
    {
        TimeSpan delay = RetryAfterOf(args.Outcome, timeProvider) ?? DelayAfter(args.AttemptNumber);
        ApiCall? call = args.Context.Properties.GetValue(CallKey, defaultValue: null);
        return delay <= (call?.TimeLeft?.Invoke() ?? DefaultTimeLeft);
    }

    private static TimeSpan DelayAfter(int attempt) => FirstDelay * Math.Pow(2, attempt);

    private static TimeSpan Jittered(TimeSpan delay) => delay * (0.5 + (Random.Shared.NextDouble() / 2));

    private static TimeSpan? RetryAfterOf(Outcome<HttpResponseMessage> outcome, TimeProvider timeProvider) =>
        outcome.Result is { } response ? RetryAfter.Read(response, timeProvider) : null;
}
