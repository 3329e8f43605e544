using System.Globalization;
using System.Text;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Tests.Emulator;

public sealed class ScenarioFaultTests
{
    private const string Deployments = "/v1/apps/42/deployments";
    private const string NoResponse = "no response";

    /// <summary>A fault of a create, what the client receives, and how many deployments exist then.</summary>
    public static TheoryData<string, string, int> Faults => new()
    {
        { "\"does\": \"dropResponse\"", NoResponse, 1 },
        { "\"does\": \"resetConnection\"", NoResponse, 0 },
        { "\"does\": \"closeConnection\"", NoResponse, 0 },
        { "\"does\": \"truncateBody\"", NoResponse, 1 },
        { "\"does\": \"truncateBody\", \"afterBytes\": 5", NoResponse, 1 },
        { "\"does\": \"hangBeforeProcessing\", \"timeLimit\": \"10s\"", NoResponse, 0 },
        { "\"does\": \"hangAfterProcessing\", \"timeLimit\": \"10s\"", NoResponse, 1 },
        { "\"does\": \"trickleResponse\", \"delayBetweenChunks\": \"1s\", \"chunkBytes\": 100", "202 application/json; charset=utf-8 {\"id\":1001", 1 },
        { "\"does\": \"respondWithGzip\"", "202 application/json; charset=utf-8 gzip \u001F", 1 },
        { "\"does\": \"respondWithByteOrderMark\"", "202 application/json; charset=utf-8 \uFEFF{\"id\":1001", 1 },
        { "\"does\": \"padResponse\", \"bytes\": 5000", "202 application/json; charset=utf-8 5000 bytes {\"id\":1001", 1 },
        { "\"does\": \"padResponse\", \"bytes\": 5000, \"gzip\": true", "202 application/json; charset=utf-8 gzip \u001F", 1 },
        { "\"does\": \"respondWithHtml\"", "502 text/html; charset=utf-8 <!DOCTYPE html>", 0 },
        { "\"does\": \"respondWithHtml\", \"status\": 504, \"afterProcessing\": true", "504 text/html; charset=utf-8 <!DOCTYPE html>", 1 },
        { "\"does\": \"respondWithEmpty\", \"status\": 204", "204 ", 0 },
        { "\"does\": \"respondWithEmpty\"", "502 ", 0 },
        { "\"does\": \"respondWithText\", \"status\": 503, \"text\": \"Try later\"", "503 text/plain; charset=utf-8 Try later", 0 },
        { "\"does\": \"respondWithJson\", \"body\": { \"id\": \"é\", /* no number */ }", "200 application/json; charset=utf-8 {\"id\":\"é\"}", 0 },
        { "\"does\": \"respondWithJson\", \"body\": \"{\", \"status\": 202", "202 application/json; charset=utf-8 {", 0 },
        { "\"does\": \"respondWithBytes\", \"body\": \"AQI=\", \"contentType\": \"image/png\"", "200 image/png \u0001\u0002", 0 },
        { "\"does\": \"respondWithBytes\", \"body\": \"AQI=\", \"contentType\": \"image/png\", \"status\": 201", "201 image/png \u0001\u0002", 0 },
        { "\"does\": \"fail\"", "503 application/json; charset=utf-8 {\"error\":\"Injected by the scenario\"}", 0 },
        { "\"does\": \"fail\", \"status\": 403, \"error\": \"No\", \"code\": \"forbidden\", \"retryAfter\": \"3s\"", "403 application/json; charset=utf-8 Retry-After: 3 {\"error\":\"No\",\"code\":\"forbidden\"}", 0 },
        { "\"does\": \"rateLimit\"", "429 application/json; charset=utf-8 {\"error\"", 0 },
        { "\"does\": \"rateLimit\", \"retryAfter\": \"3s\"", "429 application/json; charset=utf-8 Retry-After: 3 {\"error\"", 0 },
        { "\"does\": \"rateLimit\", \"retryAfter\": \"3s\", \"asDate\": true", "429 application/json; charset=utf-8 Retry-After: Tue, 06 Oct 2026 08:00:03 GMT {\"error\"", 0 },
        { "\"does\": \"redirect\", \"location\": \"/elsewhere\"", "302 Location: /elsewhere ", 0 },
        { "\"does\": \"redirect\", \"location\": \"https://example.com/\", \"status\": 307", "307 Location: https://example.com/ ", 0 },
        { "\"does\": \"fail\", \"processLater\": \"20s\"", "503 application/json; charset=utf-8 {\"error\":\"Injected by the scenario\"}", 0 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_OfACreate_HasItsEffectOnce(string fault, string received, int deployments)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "on": "create", {{fault}} }""");

        string first = await CreateAsync(run);
        int count = (await run.GetDeploymentsAsync()).Count;
        string second = await CreateAsync(run);

        Assert.StartsWith(received, first, StringComparison.Ordinal);
        Assert.Equal(deployments, count);
        Assert.StartsWith(deployments is 0 ? "202" : "409", second, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_OfTheTest_AreAllKinds()
    {
        IEnumerable<string> tested = Faults.Select(fault => fault.Data.Item1.Split('"')[3]).Distinct(StringComparer.Ordinal);

        Assert.Equal(Enum.GetNames<FaultKind>().Order(StringComparer.OrdinalIgnoreCase), tested.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Fault_ProcessLater_CreatesTheDeploymentThen()
    {
        await using EmulatorRun run = await StartAsync("""{ "on": "create", "does": "respondWithHtml", "processLater": "20s" }""");
        await CreateAsync(run);

        run.Clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Single(await run.GetDeploymentsAsync());
    }

    [Theory]
    [InlineData("any", "GET", "/v1/orgs")]
    [InlineData("create", "POST", Deployments)]
    [InlineData("list", "GET", Deployments)]
    [InlineData("get", "GET", Deployments + "/1")]
    [InlineData("listApps", "GET", "/v1/apps")]
    [InlineData("getApp", "GET", "/v1/apps/42")]
    [InlineData("updateApp", "PUT", "/v1/apps/42")]
    [InlineData("pauseApp", "POST", "/v1/apps/42/pause")]
    [InlineData("resumeApp", "POST", "/v1/apps/42/resume")]
    [InlineData("token", "POST", "/api/oauth/token")]
    [InlineData("DELETE /v1/apps/*", "DELETE", "/v1/apps/42")]
    [InlineData("* /v1/apps/*/secrets", "POST", "/v1/apps/42/secrets")]
    public async Task Fault_On_AppliesToTheseRequestsOnly(string on, string method, string path)
    {
        await using EmulatorRun run = await StartAsync($$"""{ "on": "{{on}}", "does": "fail", "status": 555 }""");

        Assert.NotEqual(555, (await run.GetAsync(on is "any" ? "/v1/health" : "/v1/regions")).Status);
        Assert.Equal(555, (await run.SendAsync(method, path)).Status);
    }

    [Fact]
    public async Task Fault_SkipTimesAndAlways_CountTheRequests()
    {
        await using EmulatorRun run = await StartAsync(
            """{ "on": "listApps", "does": "fail", "skip": 1, "times": 2 }""",
            """{ "on": "getApp", "does": "fail", "always": true }""");

        int[] lists = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await run.GetAsync("/v1/apps")).Status));
        int[] gets = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await run.GetAsync("/v1/apps/42")).Status));

        Assert.Equal([200, 200, 503, 503], lists.Order());
        Assert.Equal([503, 503, 503, 503], gets);
    }

    private static Task<EmulatorRun> StartAsync(params string[] faults) =>
        EmulatorRun.StartAsync($$"""{ "apps": [{ "id": 42, "defaultScript": { "neverCompletes": true } }], "faults": [{{string.Join(", ", faults)}}] }""");

    private static async Task<string> CreateAsync(EmulatorRun run)
    {
        try
        {
            using HttpResponseMessage response = await run.GetResponseAsync("POST", Deployments, "{}");
            byte[] body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            string size = body.Length is 5000 ? "5000 bytes " : "";
            string headers = string.Concat(
                Describe(response.Content.Headers.ContentType?.ToString()),
                Describe(string.Join(',', response.Content.Headers.ContentEncoding)),
                response.Headers.RetryAfter is { } retryAfter ? $"Retry-After: {retryAfter} " : "",
                response.Headers.Location is { } location ? $"Location: {location} " : "");
            return string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode} {headers}{size}{Encoding.UTF8.GetString(body)}");
        }
        catch (HttpRequestException)
        {
            return NoResponse;
        }
    }

    private static string Describe(string? header) => string.IsNullOrEmpty(header) ? "" : header + " ";
}
