using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>
/// Kestrel without a host. It reads no settings file and no environment variable, writes nothing to the console, and starts faster than with a container,
/// configuration and logging.
/// </summary>
internal sealed class EmulatorServer : IAsyncDisposable
{
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1);

    private readonly ListenAddress _address;
    private readonly int _port;
    private readonly KestrelServer _kestrel;
    private readonly WebApplication? _tlsServices;

    public EmulatorServer(ListenAddress address, int port, X509Certificate2? certificate)
    {
        (_address, _port) = (address, port);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null; // A request whose body is too large is recorded without it, then rejected by BodyLimitMiddleware as the service does.
        if (certificate is not null)
        {
            _tlsServices = CreateTlsServices();
            options.ApplicationServices = _tlsServices.Services;
        }

        address.Listen(options, port, endpoint => Configure(endpoint, certificate));
        var sockets = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _kestrel = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    /// <summary>Starts to listen, and returns the address for clients on this machine.</summary>
    /// <exception cref="IOException">The address cannot be listened on.</exception>
    public async Task<Uri> StartAsync(RequestDelegate pipeline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _kestrel.StartAsync(new PipelineApplication(pipeline), cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new IOException($"Failed to listen on {_address} with port {_port}: {exception.Message}", exception);
        }

        var bound = BindingAddress.Parse(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return new UriBuilder(bound.Scheme, _address.LocalHost, bound.Port).Uri;
    }

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(ShutdownTimeout, TimeProvider.System);
        await _kestrel.StopAsync(timeout.Token).ConfigureAwait(false);
        _kestrel.Dispose();
        if (_tlsServices is not null)
        {
            await _tlsServices.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The services that Kestrel requires for TLS. Their types are internal to Kestrel.</summary>
    private static WebApplication CreateTlsServices()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        return builder.Build();
    }

    private static void Configure(ListenOptions endpoint, X509Certificate2? certificate)
    {
        endpoint.Protocols = HttpProtocols.Http1;
        if (certificate is not null)
        {
            endpoint.UseHttps(certificate);
        }
    }

    private sealed class PipelineApplication(RequestDelegate pipeline) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => pipeline(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
