using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>Kestrel without a host, for the control API. A host would handle the signals that end the program.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    private const int MaxBodyBytes = 1024 * 1024;

    private readonly KestrelServer _kestrel;

    private ControlServer(string host, int port)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = MaxBodyBytes;
        if (host is "*")
        {
            options.ListenAnyIP(port);
        }
        else
        {
            options.Listen(IPAddress.TryParse(host, out IPAddress? address) ? address : IPAddress.Loopback, port);
        }

        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _kestrel = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public int Port => BindingAddress.Parse(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single()).Port;

    /// <param name="host">An IP address, <c>localhost</c> or <c>*</c>.</param>
    /// <param name="port">The port, or 0 for any free one.</param>
    /// <param name="handler">Handles the requests.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public static async Task<ControlServer> StartAsync(string host, int port, RequestDelegate handler, CancellationToken cancellationToken)
    {
        var server = new ControlServer(host, port);
        try
        {
            await server._kestrel.StartAsync(new Application(handler), cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw exception is SocketException ? new IOException($"Failed to listen on {host} with port {port}: {exception.Message}", exception) : exception;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _kestrel.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _kestrel.Dispose();
    }

    private sealed class Application(RequestDelegate handler) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handler(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
