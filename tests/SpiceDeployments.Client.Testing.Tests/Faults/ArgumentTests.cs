namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class ArgumentTests
{
    public static TheoryData<Action<FaultRuleBuilder>, string> OutOfRange => new()
    {
        { rule => rule.Times(0), "count" },
        { rule => rule.Skip(-1), "count" },
        { rule => rule.TruncateBody(-1), "afterBytes" },
        { rule => rule.TrickleResponse(TimeSpan.Zero), "delayBetweenChunks" },
        { rule => rule.TrickleResponse(TimeSpan.FromSeconds(1), 0), "chunkBytes" },
        { rule => rule.RespondWithHtml(199), "status" },
        { rule => rule.RespondWithEmpty(600), "status" },
        { rule => rule.RespondWithText(0, ""), "status" },
        { rule => rule.RespondWithJson("{}", 100), "status" },
        { rule => rule.RespondWithBytes([], "text/plain", 1000), "status" },
        { rule => rule.Fail(99, ""), "status" },
        { rule => rule.Fail(503, "", retryAfter: TimeSpan.FromTicks(-1)), "retryAfter" },
        { rule => rule.RateLimit(TimeSpan.FromTicks(-1)), "retryAfter" },
        { rule => rule.Redirect(new Uri("/", UriKind.Relative), 299), "status" },
        { rule => rule.Redirect(new Uri("/", UriKind.Relative), 400), "status" },
        { rule => rule.PadResponse(0), "bytes" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public async Task Fault_ArgumentOutOfRange_Throws(Action<FaultRuleBuilder> addRule, string parameter)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentOutOfRangeException>(parameter, () => addRule(session.Emulator.Faults.OnList()));
        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    public static TheoryData<Action<FaultRuleBuilder>, string> Null => new()
    {
        { rule => rule.RespondWithText(200, null!), "text" },
        { rule => rule.RespondWithJson(null!), "body" },
        { rule => rule.RespondWithBytes(null!, "text/plain"), "body" },
        { rule => rule.Redirect(null!), "location" },
    };

    [Theory]
    [MemberData(nameof(Null))]
    public async Task Fault_ArgumentNull_Throws(Action<FaultRuleBuilder> addRule, string parameter)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentNullException>(parameter, () => addRule(session.Emulator.Faults.OnList()));
    }

    [Theory]
    [InlineData("", "/v1", "method")]
    [InlineData("GET", " ", "pathPattern")]
    [InlineData("GET", "v1/apps", "pathPattern")]
    [InlineData("GET", "/v1/apps?limit=1", "pathPattern")]
    public async Task On_InvalidPattern_Throws(string method, string pathPattern, string parameter)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<ArgumentException>(parameter, () => session.Emulator.Faults.On(method, pathPattern));
    }
}
