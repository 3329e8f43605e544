using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class CertificateTests : IDisposable
{
    private readonly X509Certificate2 _certificate = CreateCertificate();

    public void Dispose() => _certificate.Dispose();

    [Fact]
    public async Task Certificate_Set_ServesHttpsWithIt()
    {
        await using SpiceCloudEmulator emulator = await StartAsync();
        using HttpClient http = CreateClient(emulator);

        using HttpResponseMessage response = await http.GetAsync("/v1/health", TestContext.Current.CancellationToken);

        Assert.Equal("https", emulator.BaseAddress.Scheme);
        Assert.Equal(new Uri(emulator.BaseAddress, "/api/oauth/token"), emulator.TokenEndpoint);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Certificate_Set_AcceptsNoHttp()
    {
        await using SpiceCloudEmulator emulator = await StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new UriBuilder(emulator.BaseAddress) { Scheme = "http" }.Uri, TestContext.Current.CancellationToken));
        Assert.Empty(emulator.Requests);
    }

    [Fact]
    public async Task Certificate_FaultsOfTheConnection_OccurWithTls()
    {
        await using SpiceCloudEmulator emulator = await StartAsync();
        EmulatedApp app = emulator.AddApp(7);
        emulator.Faults.OnCreate().DropResponse();
        emulator.Faults.OnCreate().CloseConnection();
        emulator.Faults.OnCreate().TruncateBody();
        using HttpClient http = CreateClient(emulator);

        for (int i = 0; i < 3; i++)
        {
            using var body = new StringContent("{}"); // .NET sends a request without a body again.
            await Assert.ThrowsAsync<HttpRequestException>(() => http.PostAsync("/v1/apps/7/deployments", body, TestContext.Current.CancellationToken));
        }

        Assert.Equal([FaultKind.DropResponse, FaultKind.CloseConnection, FaultKind.TruncateBody], emulator.Requests.Select(request => request.Fault));
        Assert.Equal([null, null, 409], emulator.Requests.Select(request => request.StatusCode));
        Assert.Single(app.Deployments);
    }

    [Fact]
    public async Task Certificate_WithoutPrivateKey_NamesOption()
    {
#pragma warning disable SYSLIB0057 // The test runs on both frameworks.
        using var publicPart = new X509Certificate2(_certificate.Export(X509ContentType.Cert));
#pragma warning restore SYSLIB0057
        var options = new SpiceCloudEmulatorOptions { Certificate = publicPart };

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal("Certificate must have its private key. (Parameter 'options')", error.Message);
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=emulator", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build() } };
        using X509Certificate2 ephemeral = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pfx), password: null); // On Windows, a server cannot use an ephemeral key.
    }

    private Task<SpiceCloudEmulator> StartAsync() =>
        SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Certificate = _certificate }, TestContext.Current.CancellationToken);

    /// <summary>Trusts only the certificate of the emulator.</summary>
    private HttpClient CreateClient(SpiceCloudEmulator emulator)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _certificate }, RevocationMode = X509RevocationMode.NoCheck };
        var handler = new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        return new HttpClient(handler) { BaseAddress = emulator.BaseAddress, DefaultRequestHeaders = { { "Authorization", "Bearer " + emulator.AccessToken } } };
    }
}
