using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>The command <c>emulator</c>, which runs in this process on a clock that stands still, and clients of it.</summary>
internal sealed class EmulatorRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _interruption = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly Task<int> _command;

    private EmulatorRun(string? scenario, string[] args)
    {
        string path = Path.Combine(Folder.FullName, "scenario.json");
        string[] file = scenario is null ? [] : ["--scenario", path];
        File.WriteAllText(path, scenario);
        _command = ToolProgram.RunAsync(["emulator", "--json", "--port", "0", .. file, .. args], CreateHost(Output, Errors, Clock), _interruption.Token);
    }

    public AutoAdvancingTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 10, 6, 8, 0, 0, TimeSpan.Zero));

    public MessageWriter Output { get; } = new();

    public MessageWriter Errors { get; } = new();

    /// <summary>A folder for the files of the run.</summary>
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("spice-emulator-");

    /// <summary>The document that the command wrote at its start.</summary>
    public JsonElement Document { get; private set; }

    public JsonElement Emulator => Document.GetProperty("emulator");

    public Uri Address => new(Emulator.GetProperty("address").GetString()!);

    public string AccessToken => Emulator.GetProperty("access_token").GetString()!;

    private Uri ControlAddress => new(Emulator.GetProperty("control").GetString()!);

    /// <summary>Starts the command with a scenario, and waits until the emulator listens.</summary>
    public static async Task<EmulatorRun> StartAsync(string? scenario = null, params string[] args)
    {
        var run = new EmulatorRun(scenario, args);
        Task<string> document = run.Output.ReadAsync();
        if (await Task.WhenAny(document, run._command) != document)
        {
            Assert.Fail($"The command has exited with {await run._command}: {string.Join(' ', run.Errors.ReadAll())}");
        }

        run.Document = JsonElement.Parse(await document);
        return run;
    }

    public static ToolHost CreateHost(TextWriter output, TextWriter errors, TimeProvider clock) => new()
    {
        Output = output,
        Error = errors,
        Terminal = null,
        ErrorTerminal = null,
        GetVariable = _ => null,
        CreateClientOptions = () => new DeploymentsClientOptions(),
        DetectGitMetadata = () => null,
        TimeProvider = clock,
    };

    /// <summary>Interrupts the command and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await _interruption.CancelAsync();
        return await _command;
    }

    public string GetToken(string name) => Emulator.GetProperty("tokens").GetProperty(name).GetString()!;

    /// <summary>Sends a request to the emulator.</summary>
    public Task<HttpResult> SendAsync(string method, string path, string? json = null, string? token = null) =>
        SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? AccessToken) } }, json);

    public Task<HttpResult> GetAsync(string path, string? token = null) => SendAsync("GET", path, token: token);

    /// <summary>Sends a request to the emulator, and returns the whole response.</summary>
    public async Task<HttpResponseMessage> GetResponseAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", AccessToken) } };
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Requests a token for an OAuth client.</summary>
    public async Task<HttpResult> RequestTokenAsync(string id, string secret)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]);
        using HttpResponseMessage response = await _http.PostAsync(new Uri(Address, "/api/oauth/token"), form, TestContext.Current.CancellationToken);
        return await ReadAsync(response);
    }

    /// <summary>Sends a request to the control API.</summary>
    public Task<HttpResult> ControlAsync(string method, string path, string? json = null) =>
        SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(ControlAddress, path)), json);

    /// <summary>Returns the deployments of app 42 as the control API shows them, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> GetDeploymentsAsync() =>
        [.. (await ControlAsync("GET", "/apps")).Json.GetProperty("apps").EnumerateArray().Single(app => app.GetProperty("id").GetInt64() is 42).GetProperty("deployments").EnumerateArray()];

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _interruption.Dispose();
        Folder.Delete(recursive: true);
    }

    private static async Task<HttpResult> ReadAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private async Task<HttpResult> SendAsync(HttpRequestMessage request, string? json)
    {
        using (request)
        {
            request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
            return await ReadAsync(response);
        }
    }

}
