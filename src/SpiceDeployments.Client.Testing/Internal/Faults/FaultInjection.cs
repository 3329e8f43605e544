using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>Breaks the requests that the script names, before or after they are processed.</summary>
internal sealed class FaultInjection(FaultInjector script, TimeProvider timeProvider, CancellationToken stopping)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        script.Take(context.Request) is { } line ? BreakAsync(context, next, line) : next(context);

    private async Task BreakAsync(HttpContext context, RequestDelegate next, ScriptedFault line)
    {
        var entry = RequestEntry.Of(context);
        entry.MeetsFault(line.Name);

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var exchange = new FaultedExchange(context, entry, script, timeProvider, ended.Token);
        try
        {
            if (line.IsProcessed)
            {
                await exchange.ProcessAsync(next).ConfigureAwait(false);
            }

            await line.Fault.ApplyAsync(exchange).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            exchange.Abort();
        }
    }
}
