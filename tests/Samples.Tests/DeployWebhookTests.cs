using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class DeployWebhookTests : IAsyncLifetime
{
    private const string Listening = "Now listening on: ";

    private readonly HttpClient _http = new();
    private SpiceCloudEmulator _cloud = null!;
    private EmulatedApp _app = null!;
    private SampleProcess _sample = null!;

    private static CancellationToken TestEnds => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestEnds);
        _app = _cloud.AddApp(7);
        _sample = SampleProcess.Start(
            "DeployWebhook",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["SPICE_API_TOKEN"] = _cloud.AccessToken,
                ["SPICEAI_API_ENDPOINT"] = _cloud.BaseAddress.ToString(),
            },
            "--urls",
            "http://127.0.0.1:0");
        _http.BaseAddress = new Uri((await _sample.ReadUntilAsync(Listening)).Split(Listening)[1]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _sample.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Deployment_FromItsStartToItsEnd_IsToldByLocationAndEvents()
    {
        _app.NextDeployment().NeverEnds();

        using HttpResponseMessage accepted = await _http.PostAsJsonAsync("/deployments", new { app = 7, branch = "main", replicas = 2 }, TestEnds);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal("/deployments/7/1001", accepted.Headers.Location?.OriginalString);
        Assert.Equal("main", Assert.Single(_app.Deployments).Branch);

        await using Stream stream = await _http.GetStreamAsync("/deployments/7/1001/events", TestEnds);
        await using IAsyncEnumerator<SseItem<string>> events = SseParser.Create(stream).EnumerateAsync(TestEnds).GetAsyncEnumerator(TestEnds);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("change", events.Current.EventType);
        _app.Deployments[0].SucceedNow();
        while (events.Current.EventType == "change")
        {
            Assert.True(await events.MoveNextAsync());
        }

        Assert.Equal("end", events.Current.EventType);
        Assert.Equal("succeeded", JsonElement.Parse(events.Current.Data).GetProperty("status").GetString());
        JsonElement deployment = await _http.GetFromJsonAsync<JsonElement>("/deployments/7/1001", TestEnds);
        Assert.Equal("succeeded", deployment.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("""{ "app": 0 }""", 400, "The app is a number above zero.")]
    [InlineData("""{ "app": 7, "replicas": 11 }""", 400, "The field Replicas must be between 1 and 10.")]
    [InlineData("""{ "app": 7, "brnch": "main" }""", 400, "The JSON property 'brnch' could not be mapped")]
    [InlineData("""{ "app": """, 400, "There is an open JSON object")]
    [InlineData("{}", 400, "missing required properties including: 'app'")]
    [InlineData("""{ "app": 8 }""", 404, "App with ID 8 not found")]
    public async Task Start_WithWrongInput_IsAProblemThatSaysWhy(string body, int status, string reason)
    {
        using var content = new StringContent(body, mediaType: new("application/json"));
        using HttpResponseMessage refused = await _http.PostAsync("/deployments", content, TestEnds);

        await AssertProblemAsync(refused, status, reason);
    }

    [Fact]
    public async Task Start_WhileAnotherIsUnderWay_IsAConflict()
    {
        _app.StartDeployment("portal", new DeploymentScript().NeverEnds());

        using HttpResponseMessage refused = await _http.PostAsJsonAsync("/deployments", new { app = 7 }, TestEnds);

        await AssertProblemAsync(refused, 409, "1001");
    }

    [Theory]
    [InlineData("/deployments/7/1", "application/json")]
    [InlineData("/deployments/7/1/events", "text/event-stream")]
    public async Task Look_AtADeploymentThatIsNotThere_IsNotFound(string path, string accepts)
    {
        _http.DefaultRequestHeaders.Accept.ParseAdd(accepts);
        using HttpResponseMessage missing = await _http.GetAsync(path, TestEnds);

        await AssertProblemAsync(missing, 404, "no deployment 1");
    }

    [Fact]
    public async Task Run_UntilTerminated_ServesThePageAndEndsWith0()
    {
        string page = await _http.GetStringAsync("/", TestEnds);
        await _sample.SignalAsync("TERM");
        SampleResult result = await _sample.EndAsync();

        Assert.Contains("EventSource", page, StringComparison.Ordinal);
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage response, int status, string reason)
    {
        string body = await response.Content.ReadAsStringAsync(TestEnds);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(reason, body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
