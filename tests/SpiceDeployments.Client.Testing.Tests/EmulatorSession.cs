using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace SpiceDeployments.Client.Testing.Tests;

/// <summary>An emulator with one app on a fake clock, and an HTTP client for it.</summary>
internal sealed class EmulatorSession : IAsyncDisposable
{
    public const long AppId = 7;
    public const string DeploymentsPath = "/v1/apps/7/deployments";

    public static readonly DateTimeOffset StartTime = DateTimeOffset.Parse("2026-10-06T08:00:00Z", CultureInfo.InvariantCulture);

    private readonly HttpClient _http;

    private EmulatorSession(SpiceCloudEmulator emulator, FakeTimeProvider time)
    {
        Emulator = emulator;
        Time = time;
        App = emulator.AddApp(AppId);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = emulator.BaseAddress };
    }

    public SpiceCloudEmulator Emulator { get; }

    public FakeTimeProvider Time { get; }

    public EmulatedApp App { get; }

    public static async Task<EmulatorSession> StartAsync(Action<SpiceCloudEmulatorOptions>? configure = null)
    {
        var time = new FakeTimeProvider(StartTime);
        var options = new SpiceCloudEmulatorOptions { TimeProvider = time };
        configure?.Invoke(options);
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken);
        return new EmulatorSession(emulator, time);
    }

    public Task<ApiResponse> ListAsync(string query = "") => GetAsync(DeploymentsPath + query);

    public Task<ApiResponse> CreateAsync(string? json = null) => SendAsync(HttpMethod.Post, DeploymentsPath, json);

    public Task<ApiResponse> GetDeploymentAsync(long id) => GetAsync(string.Create(CultureInfo.InvariantCulture, $"{DeploymentsPath}/{id}"));

    public Task<ApiResponse> GetAsync(string path, string? token = null, string? organization = null) =>
        SendAsync(HttpMethod.Get, path, json: null, token, organization);

    public Task<ApiResponse> SendAsync(HttpMethod method, string path, string? json = null, string? token = null, string? organization = null)
    {
        var request = new HttpRequestMessage(method, path)
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? Emulator.AccessToken) },
            Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (organization is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Org-Name", organization);
        }

        return SendAsync(request);
    }

    /// <summary>Returns the response once its headers have arrived. The body is not read.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Emulator.AccessToken) } };
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    public async Task<ApiResponse> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new ApiResponse((int)response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.ToString());
        }
    }

    /// <summary>Advances the clock.</summary>
    public void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }
}
