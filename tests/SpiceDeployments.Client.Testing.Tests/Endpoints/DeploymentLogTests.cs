namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class DeploymentLogTests
{
    private const string Path = EmulatorSession.DeploymentsPath + "/1001/logs";

    [Fact]
    public async Task Get_FailedDeployment_ListsItsChanges()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(5)).RunsFor(TimeSpan.FromSeconds(10)).Fails("Out of memory");
        await session.CreateAsync();
        session.Pass(20);

        Assert.Equal(
            """
            {"logs":[{"timestamp":"2026-10-06T08:00:00.000Z","level":"info","message":"Deployment created","source":"deployment"},
            {"timestamp":"2026-10-06T08:00:05.000Z","level":"info","message":"Deployment started","source":"deployment"},
            {"timestamp":"2026-10-06T08:00:15.000Z","level":"error","message":"Out of memory","source":"deployment"}]}
            """.ReplaceLineEndings(""),
            (await session.GetAsync(Path)).Text);
        Assert.Contains("Out of memory", Assert.Single((await session.GetAsync(Path + "?limit=1")).Json.GetProperty("logs").EnumerateArray()).ToString(), StringComparison.Ordinal);
        Assert.Equal(2, (await session.GetAsync(Path + "?since=2026-10-06T08:00:05Z")).Json.GetProperty("logs").GetArrayLength());
    }

    [Fact]
    public async Task Get_UnknownDeployment_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal("Deployment not found", (await session.GetAsync(Path)).Error);
    }
}
