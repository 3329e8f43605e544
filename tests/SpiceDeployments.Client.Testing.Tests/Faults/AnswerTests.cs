using System.Text;

namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class AnswerTests
{
    private const string Json = "application/json; charset=utf-8";

    public static TheoryData<string, Action<FaultedRequests>, int, string?, string> Answers => new()
    {
        { "AnswerHtml", r => r.AnswerHtml(), 502, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502</h1></body></html>" },
        { "AnswerHtml", r => r.AnswerHtml(200), 200, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>200</title></head><body><h1>200</h1></body></html>" },
        { "AnswerEmpty", r => r.AnswerEmpty(), 502, null, "" },
        { "AnswerEmpty", r => r.AnswerEmpty(200), 200, null, "" },
        { "AnswerText", r => r.AnswerText(503, "upstream connect error"), 503, "text/plain; charset=utf-8", "upstream connect error" },
        { "AnswerJson", r => r.AnswerJson("""{"deployments":null}"""), 200, Json, """{"deployments":null}""" },
        { "AnswerJson", r => r.AnswerJson("{", 202), 202, Json, "{" },
        { "AnswerBytes", r => r.AnswerBytes("<a/>"u8.ToArray(), "text/xml", 201), 201, "text/xml", "<a/>" },
        { "Fail", r => r.Fail(503, "Try later"), 503, Json, """{"error":"Try later"}""" },
        { "Fail", r => r.Fail(403, "No", "plan_limit"), 403, Json, """{"error":"No","code":"plan_limit"}""" },
        { "Redirect", r => r.Redirect(new Uri("https://example.com/elsewhere")), 302, null, "" },
        { "RateLimit", r => r.RateLimit(), 429, Json, """{"error":"Rate limit exceeded"}""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_OfACreate_ComesInPlaceOfProcessing(string name, Action<FaultedRequests> fault, int status, string? contentType, string text)
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
    public async Task Answer_Processed_HidesTheTruth(string name, Action<FaultedRequests> fault, int status, string? contentType, string text)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        fault(session.Emulator.Faults.OnCreate().Processed());

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
        var body = Encoding.UTF8.GetBytes("before");
        session.Emulator.Faults.OnList().AnswerBytes(body, "text/plain");
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
