using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>Applies the matching fault rule to each request, before or after processing.</summary>
internal sealed class FaultInjectionMiddleware(FaultInjector injector, TimeProvider timeProvider, CancellationToken stopping)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        injector.Match(context.Request) is { } rule ? ApplyAsync(rule, context, next) : next(context);

    private async Task ApplyAsync(FaultRule rule, HttpContext context, RequestDelegate next)
    {
        var entry = RequestEntry.Get(context);
        entry.SetFault(rule.Kind);

        using var aborted = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var exchange = new FaultedExchange(context, entry, injector, timeProvider, aborted.Token);
        try
        {
            entry.ProcessingDelay = rule.ProcessingDelay;
            if (rule.IsProcessed || rule.ProcessingDelay is not null)
            {
                await exchange.ProcessAsync(next).ConfigureAwait(false);
            }

            await rule.ApplyAsync(exchange).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            exchange.Abort();
        }
    }
}
