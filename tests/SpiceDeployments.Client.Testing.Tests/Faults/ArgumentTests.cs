namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class ArgumentTests
{
    public static TheoryData<Action<FaultRuleBuilder>, string> OutOfRange => new()
    {
        { r => r.Times(0), "count" },
        { r => r.Skip(-1), "skipped" },
        { r => r.TruncateBody(-1), "afterBytes" },
        { r => r.TrickleResponse(TimeSpan.Zero), "perChunk" },
        { r => r.TrickleResponse(TimeSpan.FromSeconds(1), 0), "chunkBytes" },
        { r => r.RespondWithHtml(199), "status" },
        { r => r.RespondWithEmpty(600), "status" },
        { r => r.RespondWithText(0, ""), "status" },
        { r => r.RespondWithJson("{}", 100), "status" },
        { r => r.RespondWithBytes([], "text/plain", 1000), "status" },
        { r => r.Fail(99, ""), "status" },
        { r => r.Fail(503, "", retryAfter: TimeSpan.FromTicks(-1)), "retryAfter" },
        { r => r.RateLimit(TimeSpan.FromTicks(-1)), "retryAfter" },
        { r => r.Redirect(new Uri("/", UriKind.Relative), 299), "status" },
        { r => r.Redirect(new Uri("/", UriKind.Relative), 400), "status" },
        { r => r.PadResponse(0), "bytes" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task Fault_ArgumentOutOfRange_Throws(Action<FaultRuleBuilder> script, string parameter)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => script(session.Emulator.Faults.OnList()));
        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    public static TheoryData<Action<FaultRuleBuilder>, string> Null => new()
    {
        { r => r.RespondWithText(200, null!), "text" },
        { r => r.RespondWithJson(null!), "body" },
        { r => r.RespondWithBytes(null!, "text/plain"), "body" },
        { r => r.Redirect(null!), "location" },
    };

    [Theory]
    [MemberData(nameof(Null))]
    public async Task Fault_ArgumentNull_Throws(Action<FaultRuleBuilder> script, string parameter)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentNullException>(parameter, () => script(session.Emulator.Faults.OnList()));
    }

    [Theory]
    [InlineData("", "/v1", "method")]
    [InlineData("GET", " ", "pathPattern")]
    [InlineData("GET", "v1/apps", "pathPattern")]
    [InlineData("GET", "/v1/apps?limit=1", "pathPattern")]
    public async Task On_WrongPattern_Throws(string method, string pathPattern, string parameter)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>(parameter, () => session.Emulator.Faults.On(method, pathPattern));
    }
}
