using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>A server with TLS, and therefore a choice of HTTP versions, that has one deployment after a create.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private const string Deployment = """{"id":1001,"status":"queued","created_at":"2026-11-24T08:00:00Z","creation_source":"api","branch":"main"}""";

    private readonly WebApplication _server;
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    private TlsServer(WebApplication server, X509Certificate2 certificate) => (_server, _certificate) = (server, certificate);

    public Uri BaseAddress => new(_server.Urls.Single());

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Writes the response to a processed request. By default the body is written unchanged.</summary>
    public Func<HttpContext, string, Task> Respond { get; set; } = (context, body) => context.Response.WriteAsync(body);

    public static async Task<TlsServer> StartAsync(HttpProtocols protocols, int streamsPerConnection = 100)
    {
        X509Certificate2 certificate = CreateCertificate();
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.Http2.MaxStreamsPerConnection = streamsPerConnection;
            kestrel.Listen(IPAddress.Loopback, port: 0, endpoint =>
            {
                endpoint.Protocols = protocols;
                endpoint.UseHttps(certificate);
            });
        });
        var server = new TlsServer(builder.Build(), certificate);
        server._server.Run(server.ProcessAsync);
        await server._server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>Makes a handler trust the certificate of this server.</summary>
    public void Introduce(SocketsHttpHandler handler) =>
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown is X509Certificate2 other && other.Thumbprint == _certificate.Thumbprint;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=SpiceDeployments.Client.Tests", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null); // Windows requires a key that was loaded.
    }

    private Task ProcessAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        _requests.Enqueue(new ReceivedRequest(request.Method, request.Protocol, context.Connection.Id, request.Headers.AcceptEncoding.ToString()));
        context.Response.ContentType = "application/json";
        context.Response.Headers.Date = "Tue, 24 Nov 2026 08:00:00 GMT";
        return Respond(context, GetBody(request));
    }

    private string GetBody(HttpRequest request) => request switch
    {
        { Path.Value: "/api/oauth/token" } => """{"access_token":"issued-by-the-test","expires_in":3600}""",
        { Path.Value: { } path } when path.EndsWith("/deployments/1001", StringComparison.Ordinal) => Deployment,
        { Method: "POST" } => Deployment,
        _ => $$"""{"deployments":[{{(_requests.Any(arrived => arrived.Method == "POST") ? Deployment : "")}}]}""",
    };
}
