using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>A request that meets a fault, and what a fault needs to answer it.</summary>
internal sealed class FaultedExchange(HttpContext context, RequestEntry entry, FaultInjector script, TimeProvider timeProvider, CancellationToken ended)
{
    public HttpResponse Response => context.Response;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>Cancelled when the client has given up or the emulator stops.</summary>
    public CancellationToken Ended => ended;

    /// <summary>The body of the real answer; empty unless the request was processed.</summary>
    public ReadOnlyMemory<byte> RealBody { get; private set; }

    /// <summary>Lets the request be processed, and holds its answer back: status and headers stay on <see cref="Response"/>, unsent.</summary>
    public async Task ProcessAsync(RequestDelegate next)
    {
        Stream socket = Response.Body;
        using var heldBack = new MemoryStream();
        Response.Body = heldBack;
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Response.Body = socket;
        }

        RealBody = heldBack.ToArray();
    }

    /// <summary>Sends the real status and headers with this body.</summary>
    public async Task AnswerAsync(ReadOnlyMemory<byte> body)
    {
        Response.ContentLength = body.Length;
        await Response.Body.WriteAsync(body, Ended).ConfigureAwait(false);
    }

    /// <summary>Tells whoever waits for it that this request hangs.</summary>
    public void Hangs() => script.Hangs(entry.Recorded);

    /// <summary>Ends the connection with a reset; what was not sent never will be.</summary>
    public void Abort()
    {
        entry.EndsUnanswered();
        context.Abort();
    }

    /// <summary>Ends the connection without a reset: what Kestrel still writes for this request has nowhere to go.</summary>
    public void Close()
    {
        entry.EndsUnanswered();
        context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Both);
    }
}
