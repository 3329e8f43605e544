namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class RequestPatternTests
{
    private const int Faulted = 418;

    public static TheoryData<string, string, string> Requests => new()
    {
        { "OnCreate", "POST", "/v1/apps/7/deployments" },
        { "OnCreate", "POST", "/v1/projects/7/deployments" },
        { "OnList", "GET", "/v1/apps/7/deployments" },
        { "OnList", "GET", "/v1/projects/7/deployments?limit=5" },
        { "OnGet", "GET", "/v1/apps/7/deployments/1001" },
        { "OnToken", "POST", "/api/oauth/token" },
        { "OnListApps", "GET", "/v1/apps" },
        { "OnListApps", "GET", "/v1/projects" },
        { "OnGetApp", "GET", "/v1/projects/7" },
        { "OnUpdateApp", "PUT", "/v1/apps/7" },
        { "OnPauseApp", "POST", "/v1/apps/7/pause" },
        { "OnResumeApp", "POST", "/v1/projects/7/resume" },
        { "", "GET", "/v1/orgs" },
        { "", "GET", "/v1/members/7" },
        { "", "DELETE", "/v1/apps/7" },
        { "", "PUT", "/v1/apps/7/deployments" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task On_EachPattern_MatchesOnlyItsRequests(string expected, string method, string path)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultInjector faults = session.Emulator.Faults;
        var patterns = new Dictionary<string, Func<FaultRuleBuilder>>(StringComparer.Ordinal)
        {
            ["OnCreate"] = faults.OnCreate,
            ["OnList"] = faults.OnList,
            ["OnGet"] = faults.OnGet,
            ["OnListApps"] = faults.OnListApps,
            ["OnGetApp"] = faults.OnGetApp,
            ["OnUpdateApp"] = faults.OnUpdateApp,
            ["OnPauseApp"] = faults.OnPauseApp,
            ["OnResumeApp"] = faults.OnResumeApp,
            ["OnToken"] = faults.OnToken,
            ["OnAny"] = faults.OnAny,
        };

        var matching = new List<string>();
        foreach ((string? name, Func<FaultRuleBuilder>? requests) in patterns)
        {
            faults.Clear();
            requests().RespondWithEmpty(Faulted);
            if ((await session.SendAsync(new HttpMethod(method), path)).Status == Faulted)
            {
                matching.Add(name);
            }
        }

        Assert.Equal(expected.Length is 0 ? ["OnAny"] : [expected, "OnAny"], matching, StringComparer.Ordinal);
    }

    [Fact]
    public async Task OnAny_HealthCheck_DoesNotMatch()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithEmpty(Faulted);

        Assert.Equal(200, (await session.GetAsync("/v1/health/")).Status);
        Assert.Equal(Faulted, (await session.GetAsync("/v1/apps")).Status);
    }

    [Theory]
    [InlineData("PUT", "/v1/apps/7", true)]
    [InlineData("put", "/V1/Apps/*", true)]
    [InlineData("*", "/v1/*/7", true)]
    [InlineData("*", "/v1/apps/7/", true)]
    [InlineData("GET", "/v1/apps/7", false)]
    [InlineData("PUT", "/v1/apps/8", false)]
    [InlineData("PUT", "/v1/apps", false)]
    [InlineData("PUT", "/v1/*", false)]
    [InlineData("PUT", "/v1/apps/7/*", false)]
    public async Task On_MethodAndPath_MatchesBySegment(string method, string pathPattern, bool isMatch)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.On(method, pathPattern).RespondWithEmpty(Faulted);

        ApiResponse response = await session.SendAsync(HttpMethod.Put, "/v1/apps/7", "{}");

        Assert.Equal(isMatch ? Faulted : 200, response.Status);
    }
}
