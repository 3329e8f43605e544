using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class AnswerTests
{
    private const string Json = "application/json; charset=utf-8";

    public static TheoryData<string, Action<FaultRuleBuilder>, int, string?, string> Answers => new()
    {
        { "RespondWithHtml", r => r.RespondWithHtml(), 502, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502</h1></body></html>" },
        { "RespondWithHtml", r => r.RespondWithHtml(200), 200, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>200</title></head><body><h1>200</h1></body></html>" },
        { "RespondWithEmpty", r => r.RespondWithEmpty(), 502, null, "" },
        { "RespondWithEmpty", r => r.RespondWithEmpty(200), 200, null, "" },
        { "RespondWithText", r => r.RespondWithText(503, "upstream connect error"), 503, "text/plain; charset=utf-8", "upstream connect error" },
        { "RespondWithJson", r => r.RespondWithJson("""{"deployments":null}"""), 200, Json, """{"deployments":null}""" },
        { "RespondWithJson", r => r.RespondWithJson("{", 202), 202, Json, "{" },
        { "RespondWithBytes", r => r.RespondWithBytes("<a/>"u8.ToArray(), "text/xml", 201), 201, "text/xml", "<a/>" },
        { "Fail", r => r.Fail(503, "Try later"), 503, Json, """{"error":"Try later"}""" },
        { "Fail", r => r.Fail(403, "No", "plan_limit"), 403, Json, """{"error":"No","code":"plan_limit"}""" },
        { "Redirect", r => r.Redirect(new Uri("https://example.com/elsewhere")), 302, null, "" },
        { "RateLimit", r => r.RateLimit(), 429, Json, """{"error":"Rate limit exceeded"}""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_OfACreate_ComesInPlaceOfProcessing(string name, Action<FaultRuleBuilder> fault, int status, string? contentType, string text)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        fault(session.Emulator.Faults.OnCreate());

        Answer answer = await session.CreateAsync("{}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(contentType, answer.ContentType);
        Assert.Equal(text, answer.Text);
        Assert.Equal("req-1", answer.Headers.GetValues("X-Request-Id").Single());
        Assert.Empty(session.App.Deployments);
        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.Equal(name, request.Fault);
        Assert.Equal(status, request.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_Processed_HidesTheTruth(string name, Action<FaultRuleBuilder> fault, int status, string? contentType, string text)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        fault(session.Emulator.Faults.OnCreate().AfterProcessing());

        Answer answer = await session.CreateAsync("{}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(contentType, answer.ContentType);
        Assert.Equal(text, answer.Text);
        Assert.Single(session.App.Deployments);
        Assert.Equal($"08:00:00.000 POST /v1/apps/7/deployments -> {status} ({name})", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task AnswerBytes_ChangedLater_SendsWhatWasGiven()
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
    public async Task Redirect_ToSomewhere_SaysWhere(string location, int status, string header)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Redirect(new Uri(location, UriKind.RelativeOrAbsolute), status);

        Answer answer = await session.ListAsync();

        Assert.Equal(status, answer.Status);
        Assert.Equal(header, answer.Headers.GetValues("Location").Single());
    }
}
