using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>A request that a fault applies to, and its response.</summary>
internal sealed class FaultedExchange(HttpContext context, RequestEntry entry, FaultInjector injector, TimeProvider timeProvider, CancellationToken aborted)
{
    public HttpResponse Response => context.Response;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Canceled when the client has closed the connection or the emulator stops.</summary>
    public CancellationToken Aborted => aborted;

    /// <summary>The body of the real response; empty unless the request was processed.</summary>
    public ReadOnlyMemory<byte> OriginalBody { get; private set; }

    /// <summary>Processes the request and captures the body of the response. Status and headers are set on <see cref="Response"/>, but not sent.</summary>
    public async Task ProcessAsync(RequestDelegate next)
    {
        Stream responseBody = Response.Body;
        using var captured = new MemoryStream();
        Response.Body = captured;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Response.Body = responseBody;
        }

        OriginalBody = captured.ToArray();
    }

    /// <summary>Sends the status and headers of <see cref="Response"/> with this body. Kestrel closes the connection if even an empty body is written to a 204 or 304.</summary>
    public async Task RespondAsync(ReadOnlyMemory<byte> body)
    {
        bool hasBody = Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified);
        Response.ContentLength = hasBody ? body.Length : null;
        if (hasBody)
        {
            await Response.Body.WriteAsync(body, Aborted).ConfigureAwait(false);
        }
    }

    /// <summary>Completes a call of <see cref="FaultInjector.WaitForHangAsync"/> with this request.</summary>
    public void ReportHang() => injector.ReportHang(entry.Recorded);

    /// <summary>Ends the connection with a reset. Unsent data is discarded.</summary>
    public void Abort()
    {
        entry.CompleteWithoutResponse();
        context.Abort();
    }

    /// <summary>Ends the connection without a reset. Whatever Kestrel still writes for this request is discarded.</summary>
    public void Close()
    {
        entry.CompleteWithoutResponse();
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Both);
    }
}
