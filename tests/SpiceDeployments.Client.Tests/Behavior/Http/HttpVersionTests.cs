using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>The HTTP version that the client and the server negotiate, and the specifics of HTTP/2.</summary>
public sealed class HttpVersionTests
{
    private const long AppId = 42;

    private readonly SteppingTimeProvider _clock = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task EveryOperation_ServerVersions_UsesOneConnectionOfTheHighest(HttpProtocols offered, string version)
    {
        await using TlsServer server = await TlsServer.StartAsync(offered);
        await using ServiceProvider services = Register(server);
        IDeploymentsClient client = services.GetRequiredService<IDeploymentsClient>();

        await _clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken));
        await _clock.RunAsync(client.CreateAsync(AppId, cancellationToken: CancellationToken));
        await _clock.RunAsync(client.GetAsync(AppId, 1001, CancellationToken));

        string connection = server.Requests[0].ConnectionId;
        Assert.Equal(
            ["GET", "POST", "GET"],
            server.Requests.Where(request => request == new ReceivedRequest(request.Method, version, connection, "gzip, deflate, br")).Select(request => request.Method));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task TokenEndpoint_ServerVersions_UsesTheHighest(HttpProtocols offered, string version)
    {
        await using TlsServer server = await TlsServer.StartAsync(offered);
        SocketsHttpHandler handler = DefaultPrimaryHandler.Create();
        server.Introduce(handler);
        var request = new TokenRequest { ClientId = "ci", ClientSecret = "secret-of-ci" };
        using var tokens = new ClientCredentialsTokenProvider(new HttpClient(handler) { BaseAddress = new Uri(server.BaseAddress, "/api/oauth/token") }, request, _clock);

        Assert.Equal("issued-by-the-test", (await tokens.GetTokenAsync(new AccessTokenRequest(), CancellationToken)).Value);

        ReceivedRequest arrived = Assert.Single(server.Requests);
        Assert.Equal((version, "gzip, deflate, br"), (arrived.Protocol, arrived.AcceptEncoding));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task ListAsync_CompressedResponse_IsRead(string encoding)
    {
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2);
        await using ServiceProvider services = Register(server);
        server.Respond = async (context, body) =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await using Stream compressed = Compress(context.Response.Body, encoding);
            await compressed.WriteAsync(Encoding.UTF8.GetBytes(body), CancellationToken);
        };

        Task<IReadOnlyList<Deployment>> listing = services.GetRequiredService<IDeploymentsClient>().ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Empty(await _clock.RunAsync(listing));
    }

    [Fact]
    public async Task ListAsync_MoreConcurrentThanStreams_DoNotWaitForEachOther()
    {
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2, streamsPerConnection: 1);
        await using ServiceProvider services = Register(server);
        IDeploymentsClient client = services.GetRequiredService<IDeploymentsClient>();
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Respond = async (context, body) =>
        {
            if (server.Requests.Count >= 2)
            {
                both.TrySetResult();
            }

            await both.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(body, context.RequestAborted);
        };

        await _clock.RunAsync(Task.WhenAll(client.ListAsync(1, cancellationToken: CancellationToken), client.ListAsync(2, cancellationToken: CancellationToken)));

        Assert.Equal(2, server.Requests.Select(request => request.ConnectionId).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CreateAsync_ResponseLostOverHttp2_ReturnsTheDeploymentAfterOnePost(bool closeConnection)
    {
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1AndHttp2);
        await using ServiceProvider services = Register(server);
        IDeploymentsClient client = services.GetRequiredService<IDeploymentsClient>();
        await _clock.RunAsync(client.ListAsync(AppId, cancellationToken: CancellationToken));
        server.Respond = (context, body) => context.Request.Method == "POST" ? Lose(context, closeConnection) : context.Response.WriteAsync(body);

        Deployment created = await _clock.RunAsync(client.CreateAsync(AppId, new CreateDeploymentRequest { Branch = "main" }, cancellationToken: CancellationToken));

        Assert.Equal(1001, created.Id);
        Assert.Equal(["GET HTTP/2", "POST HTTP/2", "GET HTTP/2"], server.Requests.Select(request => $"{request.Method} {request.Protocol}"));
        Assert.Equal(closeConnection, server.Requests[1].ConnectionId != server.Requests[2].ConnectionId);
    }

    /// <summary>Resets the stream, or closes its connection.</summary>
    private static Task Lose(HttpContext context, bool closeConnection)
    {
        if (closeConnection)
        {
            context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().Abort();
        }

        context.Abort();
        return Task.CompletedTask;
    }

    private static Stream Compress(Stream stream, string encoding) => encoding switch
    {
        "gzip" => new GZipStream(stream, CompressionLevel.Fastest),
        "deflate" => new ZLibStream(stream, CompressionLevel.Fastest),
        _ => new BrotliStream(stream, CompressionLevel.Fastest),
    };

    private ServiceProvider Register(TlsServer server)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services
            .AddSpiceDeploymentsClient(options =>
            {
                (options.BaseAddress, options.AccessToken) = (server.BaseAddress, "token");
                options.AttemptTimeout = SteppingTimeProvider.AttemptTimeout;
            })
            .ConfigurePrimaryHttpMessageHandler((handler, _) => server.Introduce(Assert.IsType<SocketsHttpHandler>(handler)));
        return services.BuildServiceProvider(validateScopes: true);
    }
}
