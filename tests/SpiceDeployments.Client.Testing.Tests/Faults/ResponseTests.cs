using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class ResponseTests
{
    private const string Json = "application/json; charset=utf-8";

    public static TheoryData<FaultKind, Action<FaultRuleBuilder>, int, string?, string> Responses => new()
    {
        { FaultKind.RespondWithHtml, rule => rule.RespondWithHtml(), 502, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502</h1></body></html>" },
        { FaultKind.RespondWithHtml, rule => rule.RespondWithHtml(200), 200, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>200</title></head><body><h1>200</h1></body></html>" },
        { FaultKind.RespondWithEmpty, rule => rule.RespondWithEmpty(), 502, null, "" },
        { FaultKind.RespondWithEmpty, rule => rule.RespondWithEmpty(200), 200, null, "" },
        { FaultKind.RespondWithText, rule => rule.RespondWithText(503, "upstream connect error"), 503, "text/plain; charset=utf-8", "upstream connect error" },
        { FaultKind.RespondWithJson, rule => rule.RespondWithJson("""{"deployments":null}"""), 200, Json, """{"deployments":null}""" },
        { FaultKind.RespondWithJson, rule => rule.RespondWithJson("{", 202), 202, Json, "{" },
        { FaultKind.RespondWithBytes, rule => rule.RespondWithBytes("<a/>"u8.ToArray(), "text/xml", 201), 201, "text/xml", "<a/>" },
        { FaultKind.Fail, rule => rule.Fail(503, "Try later"), 503, Json, """{"error":"Try later"}""" },
        { FaultKind.Fail, rule => rule.Fail(403, "No", "plan_limit"), 403, Json, """{"error":"No","code":"plan_limit"}""" },
        { FaultKind.Redirect, rule => rule.Redirect(new Uri("https://example.com/elsewhere")), 302, null, "" },
        { FaultKind.RateLimit, rule => rule.RateLimit(), 429, Json, """{"error":"Rate limit exceeded"}""" },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Response_Create_IsNotProcessed(FaultKind kind, Action<FaultRuleBuilder> addRule, int status, string? contentType, string text)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        addRule(session.Emulator.Faults.OnCreate());

        ApiResponse response = await session.CreateAsync("{}");

        Assert.Equal(status, response.Status);
        Assert.Equal(contentType, response.ContentType);
        Assert.Equal(text, response.Text);
        Assert.Equal("req-1", response.Headers.GetValues("X-Request-Id").Single());
        Assert.Empty(session.App.Deployments);
        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.Equal(kind, request.Fault);
        Assert.Equal(status, request.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task Response_AfterProcessing_IsProcessed(FaultKind kind, Action<FaultRuleBuilder> addRule, int status, string? contentType, string text)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        addRule(session.Emulator.Faults.OnCreate().AfterProcessing());

        ApiResponse response = await session.CreateAsync("{}");

        Assert.Equal(status, response.Status);
        Assert.Equal(contentType, response.ContentType);
        Assert.Equal(text, response.Text);
        Assert.Single(session.App.Deployments);
        Assert.Equal($"08:00:00.000 POST /v1/apps/7/deployments -> {status} ({kind})", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task RespondWithBytes_ArrayChangedLater_SendsCopy()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        byte[] body = Encoding.UTF8.GetBytes("before");
        session.Emulator.Faults.OnList().RespondWithBytes(body, "text/plain");
        body[0] = 0;

        Assert.Equal("before", (await session.ListAsync()).Text);
    }

    [Theory]
    [InlineData("https://example.com/a b", 302, "https://example.com/a%20b")]
    [InlineData("/v1/elsewhere", 308, "/v1/elsewhere")]
    public async Task Redirect_Location_IsSent(string location, int status, string header)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Redirect(new Uri(location, UriKind.RelativeOrAbsolute), status);

        ApiResponse response = await session.ListAsync();

        Assert.Equal(status, response.Status);
        Assert.Equal(header, response.Headers.GetValues("Location").Single());
    }
}
