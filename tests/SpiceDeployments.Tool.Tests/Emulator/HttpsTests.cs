using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>These run on the clock of the machine, which decides whether a certificate is valid.</summary>
public sealed class HttpsTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spice-emulator-");
    private readonly CancellationTokenSource _interruption = new();
    private readonly MessageWriter _output = new();
    private Task<int> _command = Task.FromResult(0);

    public async ValueTask DisposeAsync()
    {
        await _interruption.CancelAsync();
        await _command;
        _interruption.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    public async Task Https_CertificateTrusted_ServesTheClient(string host)
    {
        JsonElement emulator = await StartAsync("emulator.pem");
        using HttpClient http = CreateClient(emulator.GetProperty("certificate").GetString()!);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", emulator.GetProperty("access_token").GetString());
        var address = new Uri(emulator.GetProperty("address").GetString()!);

        string app = await http.GetStringAsync(new UriBuilder("https", host, address.Port, "/v1/apps/42").Uri, TestContext.Current.CancellationToken);

        Assert.Equal("https", address.Scheme);
        Assert.Equal(Path.Combine(_folder.FullName, "emulator.pem"), emulator.GetProperty("certificate").GetString());
        Assert.Equal(42, JsonElement.Parse(app).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Https_CertificateNotTrusted_IsRejectedByTheClient()
    {
        JsonElement emulator = await StartAsync("emulator.pem");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(emulator.GetProperty("address").GetString()!), TestContext.Current.CancellationToken));

        Assert.Equal(HttpRequestError.SecureConnectionError, error.HttpRequestError);
    }

    [Fact]
    public async Task Https_Certificate_IsPublicAndNamesTheHost()
    {
        JsonElement emulator = await StartAsync("emulator.pem", "--host", "0.0.0.0");

        string pem = await File.ReadAllTextAsync(emulator.GetProperty("certificate").GetString()!, TestContext.Current.CancellationToken);

        Assert.StartsWith("-----BEGIN CERTIFICATE-----", pem, StringComparison.Ordinal);
        Assert.DoesNotContain("KEY", pem, StringComparison.Ordinal);
        using var certificate = X509Certificate2.CreateFromPem(pem);
        Assert.False(certificate.HasPrivateKey);
        X509SubjectAlternativeNameExtension names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        Assert.Equal(["127.0.0.1", "::1", "0.0.0.0"], names.EnumerateIPAddresses().Select(address => address.ToString()));
        Assert.Contains("localhost", names.EnumerateDnsNames());
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task Https_FileCannotBeWritten_Returns1()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("emulator", "--port", "0", "--https", "--certificate", session.PathOf("missing/emulator.pem"));

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(session.PathOf("missing/emulator.pem"), result.Error, StringComparison.Ordinal);
    }

    private static HttpClient CreateClient(string certificateFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(certificateFile);
        return new HttpClient(new SocketsHttpHandler { UseProxy = false, SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } });
    }

    private async Task<JsonElement> StartAsync(string file, params string[] args)
    {
        string path = Path.Combine(_folder.FullName, file);
        _command = ToolProgram.RunAsync(["emulator", "--json", "--port", "0", "--https", "--certificate", path, .. args], EmulatorRun.CreateHost(_output, TextWriter.Null, TimeProvider.System), _interruption.Token);
        return JsonElement.Parse(await _output.ReadAsync()).GetProperty("emulator");
    }
}
