using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class DeployWebhookTests : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";

    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly HttpClient _http = new();
    private readonly FakeTimeProvider _clock = new();
    private SpiceCloudEmulator _cloud = null!;
    private EmulatedApp _app = null!;
    private SampleProcess _sample = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, CancellationToken);
        _app = _cloud.AddApp(7);
        _sample = SampleProcess.Start(
            "DeployWebhook",
            GetEnvironment(_cloud.BaseAddress.ToString()),
            "--urls",
            "http://127.0.0.1:0");
        _http.BaseAddress = new Uri((await _sample.ReadUntilAsync(Listening)).Split(Listening)[1]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sample.DisposeAsync();
        await _cloud.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Create_UntilCompletion_ReportsTheLocationAndEvents()
    {
        _app.ScriptNextDeployment().NeverCompletes();

        using HttpResponseMessage accepted = await _http.PostAsJsonAsync("/deployments", new { app = 7, branch = "main", replicas = 2 }, CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("/deployments/7/1001", accepted.Headers.Location?.OriginalString);
        Assert.Equal("main", Assert.Single(_app.Deployments).Branch);

        await using EventReader events = await WatchAsync();
        SseItem<string> last = await events.NextAsync();
        Assert.Equal("change", last.EventType);
        _app.Deployments[0].CompleteSuccessfully();
        SseItem<string> completed = await events.NextAsync();
        while (completed.EventType == "change")
        {
            (last, completed) = (completed, await events.NextAsync());
        }

        Assert.Equal("completed", completed.EventType);
        Assert.Equal(last.Data, completed.Data);
        Assert.Equal("succeeded", StatusIn(completed));
        Assert.False(await events.HasMoreAsync());
        JsonElement deployment = await _http.GetFromJsonAsync<JsonElement>("/deployments/7/1001", CancellationToken);
        Assert.Equal("succeeded", deployment.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Watch_SupersededDeployment_ReportsIt()
    {
        _app.StartDeployment("api", new DeploymentScript().QueuedFor(TimeSpan.Zero).NeverCompletes());

        await using EventReader events = await WatchAsync();
        Assert.Equal("in_progress", StatusIn(await events.NextAsync()));
        _app.StartDeployment("portal");

        SseItem<string>[] rest = [await events.NextAsync(), await events.NextAsync()];
        Assert.Equal(["change", "completed"], rest.Select(item => item.EventType));
        Assert.All(rest, item => Assert.True(JsonElement.Parse(item.Data).GetProperty("is_superseded").GetBoolean()));
    }

    [Fact]
    public async Task Watch_RevokedToken_ReportsAProblem()
    {
        _app.StartDeployment("api", new DeploymentScript().QueuedFor(TimeSpan.Zero).NeverCompletes());

        await using EventReader events = await WatchAsync();
        await events.NextAsync();
        _cloud.RevokeAllTokens();

        SseItem<string> problem = await events.NextAsync();
        Assert.Equal("problem", problem.EventType);
        Assert.StartsWith("GET /v1/apps/7/deployments returned 401", JsonElement.Parse(problem.Data).GetString(), StringComparison.Ordinal);
        Assert.False(await events.HasMoreAsync());
        await AssertExitsWithoutErrorAsync();
    }

    [Fact]
    public async Task Watch_CallerDisconnects_IsNoError()
    {
        _app.StartDeployment("api", new DeploymentScript().NeverCompletes());

        await using (EventReader events = await WatchAsync())
        {
            await events.NextAsync();
        }

        await AssertExitsWithoutErrorAsync();
    }

    [Fact]
    public async Task Terminate_DuringAWatch_CompletesTheStream()
    {
        _app.StartDeployment("api", new DeploymentScript().QueuedFor(TimeSpan.Zero).NeverCompletes());

        await using EventReader events = await WatchAsync();
        await events.NextAsync();
        await _sample.SignalAsync("TERM");

        Assert.False(await events.HasMoreAsync());
        await AssertExitsWithoutErrorAsync(signal: false);
    }

    [Fact]
    public async Task Terminate_DuringAWatchOfARollout_CompletesTheStream()
    {
        _app.ScriptNextDeployment().NeverCompletes();
        using HttpResponseMessage accepted = await _http.PostAsJsonAsync("/rollouts", new { id = "build-7", apps = (int[])[7] }, CancellationToken);

        await using EventReader events = new(await _http.GetStreamAsync(accepted.Headers.Location + "/events", CancellationToken));
        await events.NextAsync();
        await _sample.SignalAsync("TERM");
        while (await events.HasMoreAsync())
        {
        }

        await AssertExitsWithoutErrorAsync(signal: false);
    }

    [Fact]
    public async Task Terminate_DuringACreate_Responds()
    {
        _cloud.Faults.OnCreate().TrickleResponse(TimeSpan.FromMinutes(1), chunkBytes: 300);

        Task<HttpResponseMessage> posting = _http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);
        await _cloud.Faults.WaitForHangAsync(CancellationToken);
        await _sample.SignalAsync("TERM");
        await _sample.ReadUntilAsync("Application is shutting down");
        _clock.Advance(TimeSpan.FromMinutes(1));

        using HttpResponseMessage accepted = await posting;
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await AssertExitsWithoutErrorAsync(signal: false);
    }

    [Fact]
    public async Task Create_RevokedToken_IsALoggedBadGateway()
    {
        _cloud.RevokeAllTokens();

        using HttpResponseMessage rejected = await _http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);

        await AssertProblemAsync(rejected, 502, "401");
        await _sample.ReadUntilAsync("fail: DeployWebhook.ProblemHandler[1]");
        Assert.Contains("401", await _sample.ReadUntilAsync("Responded with 502: "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task Create_RejectedRequest_KeepsTheStatusOfTheService(int status)
    {
        _cloud.Faults.OnCreate().Fail(status, "There is no such branch");

        using HttpResponseMessage rejected = await _http.PostAsJsonAsync("/deployments", new { app = 7, branch = "mian" }, CancellationToken);

        await AssertProblemAsync(rejected, status, "There is no such branch");
        await AssertExitsWithoutErrorAsync();
    }

    [Fact]
    public async Task Create_RateLimited_HasRetryAfter()
    {
        _cloud.Faults.OnCreate().RateLimit(TimeSpan.FromMinutes(1));

        using HttpResponseMessage rejected = await _http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);

        await AssertProblemAsync(rejected, 429, "429");
        Assert.Equal(TimeSpan.FromMinutes(1), rejected.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("""{ "app": 0 }""", 400, "The app must be greater than 0.")]
    [InlineData("""{ "app": 7, "replicas": 11 }""", 400, "The field Replicas must be between 1 and 10.")]
    [InlineData("""{ "app": 7, "brnch": "main" }""", 400, "The JSON property 'brnch' could not be mapped")]
    [InlineData("""{ "app": """, 400, "There is an open JSON object")]
    [InlineData("{}", 400, "missing required properties including: 'app'")]
    [InlineData("""{ "app": 8 }""", 404, "App with ID 8 not found")]
    public async Task Create_InvalidBody_IsAProblem(string body, int status, string reason)
    {
        using var content = new StringContent(body, mediaType: new("application/json"));
        using HttpResponseMessage rejected = await _http.PostAsync("/deployments", content, CancellationToken);

        await AssertProblemAsync(rejected, status, reason);
    }

    [Fact]
    public async Task Create_ActiveDeployment_IsAConflict()
    {
        _app.StartDeployment("portal", new DeploymentScript().NeverCompletes());

        using HttpResponseMessage rejected = await _http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);

        await AssertProblemAsync(rejected, 409, "1001");
    }

    [Theory]
    [InlineData("/deployments/7/1", "application/json")]
    [InlineData("/deployments/7/1/events", "text/event-stream")]
    public async Task Get_UnknownDeployment_IsNotFound(string path, string accepts)
    {
        _http.DefaultRequestHeaders.Accept.ParseAdd(accepts);
        using HttpResponseMessage missing = await _http.GetAsync(path, CancellationToken);

        await AssertProblemAsync(missing, 404, "no deployment 1");
    }

    [Fact]
    public async Task Run_UntilTerminated_ServesThePageAndReturns0()
    {
        string page = await _http.GetStringAsync("/", CancellationToken);
        await _sample.SignalAsync("TERM");
        SampleResult result = await _sample.WaitForExitAsync();

        Assert.Contains("EventSource", page, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    /// <summary>A page of another site that resolves its own name to this machine (DNS rebinding) sends that name.</summary>
    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    public async Task Create_ForeignHost_IsRejectedAndCreatesNothing(string host)
    {
        _http.DefaultRequestHeaders.Host = host;

        using HttpResponseMessage rejected = await _http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, rejected.StatusCode);
        Assert.Empty(_app.Deployments);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:5000")]
    public async Task Create_LoopbackHost_IsAccepted(string host)
    {
        _http.DefaultRequestHeaders.Host = host;

        using HttpResponseMessage accepted = await _http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Single(_app.Deployments);
    }

    [Fact]
    public async Task Create_ConfiguredHost_IsTheOnlyOneAccepted()
    {
        Dictionary<string, string> environment = GetEnvironment(_cloud.BaseAddress.ToString());
        environment["AllowedHosts"] = "deploy.example.com";
        await using var sample = SampleProcess.Start("DeployWebhook", environment, "--urls", "http://127.0.0.1:0");
        using var http = new HttpClient { BaseAddress = new Uri((await sample.ReadUntilAsync(Listening)).Split(Listening)[1]) };

        using HttpResponseMessage rejected = await http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);
        http.DefaultRequestHeaders.Host = "deploy.example.com";
        using HttpResponseMessage accepted = await http.PostAsJsonAsync("/deployments", new { app = 7 }, CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Accepted), (rejected.StatusCode, accepted.StatusCode));
        Assert.Single(_app.Deployments);
    }

    /// <summary>A browser sends these types, or none, to another origin without asking the service first.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task Create_ContentTypeOfASimpleRequest_IsRejectedAndCreatesNothing(string? contentType)
    {
        using var content = new ByteArrayContent("""{ "app": 7 }"""u8.ToArray());
        content.Headers.ContentType = contentType is null ? null : new(contentType);

        using HttpResponseMessage rejected = await _http.PostAsync("/deployments", content, CancellationToken);

        await AssertProblemAsync(rejected, 415, "Unsupported Media Type");
        Assert.Empty(_app.Deployments);
    }

    /// <summary>Before a page of another origin may send JSON, its browser asks the service for permission.</summary>
    [Fact]
    public async Task Preflight_OtherOrigin_ReceivesNoPermission()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/deployments");
        preflight.Headers.Add("Origin", "http://evil.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");

        using HttpResponseMessage rejected = await _http.SendAsync(preflight, CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, rejected.StatusCode);
        Assert.DoesNotContain(rejected.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Run_PortInUse_ReportsTheAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        SampleResult result = await SampleProcess.RunAsync("DeployWebhook", "--urls", $"http://{listener.LocalEndpoint}");

        Assert.Contains($"Failed to bind to address http://{listener.LocalEndpoint}: address already in use.", result.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1", "BaseAddress must use https")]
    public async Task Run_InvalidServiceAddress_NamesTheSetting(string address, string error)
    {
        SampleResult result = await SampleProcess.RunAsync("DeployWebhook", GetEnvironment(address), "--urls", "http://127.0.0.1:0");

        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, result.ExitCode);
    }

    private static string? StatusIn(SseItem<string> item) => JsonElement.Parse(item.Data).GetProperty("status").GetString();

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string reason)
    {
        string body = await response.Content.ReadAsStringAsync(CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private Dictionary<string, string> GetEnvironment(string address) => new(StringComparer.Ordinal)
    {
        ["Spice__AccessToken"] = _cloud.AccessToken,
        ["Spice__BaseAddress"] = address,
        ["Rollouts__Directory"] = _directory,
    };

    private async Task<EventReader> WatchAsync() => new(await _http.GetStreamAsync("/deployments/7/1001/events", CancellationToken));

    /// <summary>The sample runs until it is terminated, and logs no error.</summary>
    private async Task AssertExitsWithoutErrorAsync(bool signal = true)
    {
        if (signal)
        {
            await _sample.SignalAsync("TERM");
        }

        SampleResult result = await _sample.WaitForExitAsync();
        Assert.DoesNotContain("fail:", result.Output, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }
}
