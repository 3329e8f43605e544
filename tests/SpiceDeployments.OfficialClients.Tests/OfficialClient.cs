using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>Sends the requests of a client to an emulator with app 42, with the headers that the client sends.</summary>
internal sealed class OfficialClient : IAsyncDisposable
{
    public const string ClientId = "official-client";
    public const string ClientSecret = "its-secret";

    private readonly HttpClient _http;
    private readonly FakeTimeProvider _time;
    private string _saved = "";

    private OfficialClient(SpiceCloudEmulator emulator, FakeTimeProvider time, (string Name, string Value)[] headers)
    {
        Emulator = emulator;
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = emulator.BaseAddress };
        foreach ((string name, string value) in headers)
        {
            _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    public SpiceCloudEmulator Emulator { get; }

    public static async Task<OfficialClient> StartAsync(params (string Name, string Value)[] headers)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-10-06T08:00:00Z", CultureInfo.InvariantCulture));
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = time }, TestContext.Current.CancellationToken);
        emulator.AddApp(42, "order-assistant").WithTags(("team", "data")).InOrganization("acme");
        emulator.AddOrganizationOAuthClient("acme", ClientId, ClientSecret, [.. SpiceScopes.All]);
        return new OfficialClient(emulator, time, headers);
    }

    public void UseToken(string token) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>Requests a token, and uses it from then on.</summary>
    public async Task AuthenticateAsync(HttpContent credentials)
    {
        using (credentials)
        {
            using HttpResponseMessage response = await _http.PostAsync("/api/oauth/token", credentials, TestContext.Current.CancellationToken);
            var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("Bearer", body.GetProperty("token_type").GetString(), ignoreCase: true);
            Assert.True(body.GetProperty("expires_in").TryGetInt32(out _));
            UseToken(body.GetProperty("access_token").GetString()!);
        }
    }

    /// <summary>Sends the requests in order, a minute apart, and asserts that each response is one that the client can use.</summary>
    public async Task ReplayAsync(IEnumerable<ClientRequest> requests)
    {
        foreach (ClientRequest request in requests)
        {
            await ReplayAsync(request);
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }

    private async Task ReplayAsync(ClientRequest request)
    {
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Path.Replace("{id}", _saved, StringComparison.Ordinal));
        message.Content = request.Body is { } json ? new StringContent(json, Encoding.UTF8, "application/json") : null;
        using HttpResponseMessage response = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.True(request.Statuses.Contains((int)response.StatusCode), $"{request}: {(int)response.StatusCode} {text}");
        if (request.Needs is [] && request.Saves is null)
        {
            return;
        }

        var body = JsonElement.Parse(text);
        string[] errors = [.. request.Needs.Select(need => need.FindError(body)).OfType<string>()];
        Assert.True(errors is [], $"{request}: {string.Join(", ", errors)} in {text}");
        _saved = request.Saves is { } field ? body.GetProperty(field).ToString() : _saved;
    }
}
