using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Samples.Tests;

public sealed class EmulatorHostTests : IDisposable
{
    private readonly string _scenario = Path.GetTempFileName();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        File.Delete(_scenario);
    }

    [Fact]
    public async Task Run_UntilCanceled_AcceptsTheTokenAndReturns0()
    {
        await using var sample = SampleProcess.Start("EmulatorHost", "--port", "0");
        string line = await sample.ReadUntilAsync("until Ctrl+C");
        var app = new Uri(new Uri(line.Split(' ')[4]), "/v1/apps/42");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line.Split(' ')[^1]);

        var response = JsonElement.Parse(await _http.GetStringAsync(app, TestContext.Current.CancellationToken));
        await sample.SignalAsync("INT");
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Equal(42, response.GetProperty("id").GetInt64());
        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Run_Scenario_AppliesIt()
    {
        await WriteAsync("""
            {
              "apps": [{ "id": 7, "organization": "retail", "deployments": [{ "queuedFor": "00:00:00", "runsFor": "00:00:00", "fails": { "message": "No memory" } }] }],
              "tokens": [{ "name": "mine", "organization": "retail", "scopes": ["deployments:read", "deployments:write"] }],
              "faults": [{ "on": "list", "does": "respondWithHtml" }]
            }
            """);
        await using var sample = SampleProcess.Start("EmulatorHost", "--port", "0", "--scenario", _scenario);
        string token = (await sample.ReadUntilAsync("Token mine is ")).Split(' ')[^1];
        var deployments = new Uri(new Uri((await sample.ReadUntilAsync("until Ctrl+C")).Split(' ')[4]), "/v1/apps/7/deployments");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using HttpResponseMessage created = await _http.PostAsync(deployments, content: null, TestContext.Current.CancellationToken);
        using HttpResponseMessage faulted = await _http.GetAsync(deployments, TestContext.Current.CancellationToken);
        string list = await _http.GetStringAsync(deployments, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, created.StatusCode);
        Assert.Equal(HttpStatusCode.BadGateway, faulted.StatusCode);
        Assert.Contains("No memory", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ScenarioOfApps_AppliesIt()
    {
        await WriteAsync("""
            {
              "apps": [
                { "id": 7, "normalization": [{ "rule": "truncateMessage", "value": "3" }, { "rule": "upperCaseCommit", "in": "create" }] },
                { "id": 8, "repository": "acme/orders", "paused": true }
              ],
              "faults": [{ "on": "updateApp", "does": "fail", "status": 502 }]
            }
            """);
        await using var sample = SampleProcess.Start("EmulatorHost", "--port", "0", "--scenario", _scenario);
        string line = await sample.ReadUntilAsync("until Ctrl+C");
        _http.BaseAddress = new Uri(line.Split(' ')[4]);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line.Split(' ')[^1]);
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        using HttpResponseMessage created = await _http.PostAsync("/v1/apps/7/deployments", new StringContent("""{"commit_message":"Fix it","commit_sha":"abc"}"""), cancellationToken);
        using HttpResponseMessage rejected = await _http.PostAsync("/v1/apps/8/deployments", content: null, cancellationToken);
        using HttpResponseMessage faulted = await _http.PutAsync("/v1/apps/7", content: null, cancellationToken);

        Assert.Contains("\"commit_sha\":\"ABC\",\"commit_message\":\"Fix\"", await created.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.Contains("spicepod_paused", await rejected.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadGateway, faulted.StatusCode);
    }

    [Fact]
    public async Task Run_HangAfterProcessing_CreatesTheDeploymentAndDoesNotRespond()
    {
        await WriteAsync("""{ "apps": [{ "id": 7 }], "faults": [{ "on": "create", "does": "hangAfterProcessing" }] }""");
        await using var sample = SampleProcess.Start("EmulatorHost", "--port", "0", "--scenario", _scenario);
        string line = await sample.ReadUntilAsync("until Ctrl+C");
        var deployments = new Uri(new Uri(line.Split(' ')[4]), "/v1/apps/7/deployments");
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", line.Split(' ')[^1]);

        Task<HttpResponseMessage> hanging = _http.PostAsync(deployments, content: null, TestContext.Current.CancellationToken);
        string list;
        do
        {
            list = await _http.GetStringAsync(deployments, TestContext.Current.CancellationToken);
        }
        while (!list.Contains("\"id\":1001", StringComparison.Ordinal));

        Assert.False(hanging.IsCompleted);
    }

    [Fact]
    public async Task Run_ControlCharactersInQuery_AreEscapedInOutput()
    {
        await using var sample = SampleProcess.Start("EmulatorHost", "--port", "0");
        var address = new Uri((await sample.ReadUntilAsync("until Ctrl+C")).Split(' ')[4]);
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await socket.GetStream().WriteAsync("GET /v1/health?\u001B[2J\u0007 HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);

        string line = await sample.ReadUntilAsync("/v1/health");

        Assert.EndsWith(@"GET /v1/health?\u001B[2J\u0007 -> 200", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "apps": [{ "id": 1, "nme": "x" }] }""", "line 1, $.apps[0].nme: The JSON property 'nme' could not be mapped to any .NET member contained in type 'App'.")]
    [InlineData("""{ "faults": [{ "on": "lists", "does": "fail" }] }""", "line 1, $.faults[0].on: The value is not valid here.")]
    [InlineData("""{ "apps": [{ "id": 1 }, { "id": 1 }] }""", "apps[1]: App 1 already exists.")]
    [InlineData("""{ "faults": [{ "on": "list", "does": "resetConnection", "status": 500 }] }""", "faults[0]: Only 'fail' has a 'status' and a 'retryAfter'.")]
    [InlineData("""{ "apps": [{ "id": 1, "deployments": [{ "neverCompletes": true, "fails": { "message": "x" } }] }] }""", "apps[0].deployments[0]: A deployment that never completes cannot fail. Omit 'neverCompletes' or 'fails'.")]
    [InlineData("""{ "apps": [{ "id": 1, "deployments": [{ "neverCompletes": true, "runsFor": "00:00:01" }] }] }""", "apps[0].deployments[0]: A deployment that never completes runs for ever. Omit 'neverCompletes' or 'runsFor'.")]
    [InlineData("""{ "apps": [null] }""", "apps[0]: The value must not be null.")]
    [InlineData("""{ "apps": null }""", "line 1, $.apps: The value must not be null.")]
    [InlineData("""{ "tokens": [{ "name": null, "scopes": [] }] }""", "line 1, $.tokens[0].name: The value must not be null.")]
    [InlineData("""{ "apps": [{}] }""", "line 1, $.apps[0]: JSON deserialization for type 'App' was missing required properties including: 'id'.")]
    [InlineData("""{ "aps": [] }""", "line 1, $.aps: The JSON property 'aps' could not be mapped to any .NET member contained in type 'Scenario'.")]
    [InlineData("""{ "apps": [{ "id": 0 }] }""", "apps[0]: id ('0') must be a non-negative and non-zero value.")]
    [InlineData("""{ "apps": [{ "id": 1, "deployments": [{ "runsFor": "-00:00:01" }] }] }""", "apps[0].deployments[0]: 'queuedFor' and 'runsFor' must not be negative.")]
    [InlineData("""{ "tokens": [{ "name": "x", "scopes": ["apps"] }] }""", "tokens[0]: There is no scope 'apps'. The scopes are deployments:read, deployments:write, apps:read, apps:write, apps:delete, secrets:read, secrets:write and *.")]
    [InlineData("""{ "faults": [{ "on": "list", "does": "hang", "retryAfter": "00:00:01" }] }""", "faults[0]: Only 'fail' has a 'status' and a 'retryAfter'.")]
    [InlineData("""{ "faults": [{ "on": "list", "does": "fail", "status": 200 }] }""", "faults[0]: The 'status' of 'fail' must be between 400 and 599.")]
    [InlineData("""{ "faults": [{ "on": "list", "does": "fail", "retryAfter": "-00:00:01" }] }""", "faults[0]: 'retryAfter' must not be negative.")]
    [InlineData("""{ "faults": [{ "on": "list", "does": "fail", "skip": -1 }] }""", "faults[0]: 'skip' must not be negative.")]
    [InlineData("""{ "apps": [{ "id": 1, "normalization": [{ "rule": "truncateMessage" }] }] }""", "apps[0].normalization[0]: This rule needs a 'value'.")]
    [InlineData("""{ "apps": [{ "id": 1, "normalization": [{ "rule": "limitReplicas", "value": "two" }] }] }""", "apps[0].normalization[0]: The 'value' must be a number.")]
    [InlineData("""{ "apps": [{ "id": 1, "normalization": [{ "rule": "trimMessage", "value": "1" }] }] }""", "apps[0].normalization[0]: This rule has no 'value'.")]
    [InlineData("""{ "faults": [{ "on": "list", "does": "fail", "times": 0 }] }""", "faults[0]: 'times' must be 1 or more.")]
    public async Task Run_InvalidScenario_ReportsThePlaceAndReturns2(string scenario, string error)
    {
        await WriteAsync(scenario);

        SampleResult result = await SampleProcess.RunAsync("EmulatorHost", "--port", "0", "--scenario", _scenario);

        Assert.Equal($"{_scenario}: {error}\n", result.Errors);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Run_PortInUse_Returns1()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;

        SampleResult result = await SampleProcess.RunAsync("EmulatorHost", "--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(new SampleResult(1, "", $"Failed to bind to address http://127.0.0.1:{port}: address already in use.\n"), result);
    }

    [Fact]
    public async Task Run_InvalidPort_Returns2() =>
        Assert.Equal(
            new SampleResult(2, "", "Port must be between 0 and 65535, but is 70000. (Parameter 'options')\n"),
            await SampleProcess.RunAsync("EmulatorHost", "--port", "70000"));

    private Task WriteAsync(string scenario) => File.WriteAllTextAsync(_scenario, scenario, TestContext.Current.CancellationToken);
}
