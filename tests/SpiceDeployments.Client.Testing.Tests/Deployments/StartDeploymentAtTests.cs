namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class StartDeploymentAtTests
{
    [Fact]
    public async Task StartDeploymentAt_Past_HasTheHistoryOfItsTime()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        session.App
            .StartDeploymentAt(EmulatorSession.StartTime.AddMinutes(-10), "github", new DeploymentScript().NeverCompletes())
            .StartDeploymentAt(EmulatorSession.StartTime.AddMinutes(-5), "cli", values: new DeploymentValues { Branch = "main" })
            .StartDeploymentAt(EmulatorSession.StartTime.AddSeconds(-10));

        ApiResponse list = await session.ListAsync();
        Assert.Equal([1003, 1002, 1001], list.DeploymentIds);
        Assert.Equal(["in_progress", "succeeded", "created"], list.Deployments.Select(deployment => deployment.GetProperty("status").GetString()));
        Assert.Equal(["portal", "cli", "github"], list.Deployments.Select(deployment => deployment.GetProperty("creation_source").GetString()));
        Assert.Equal("main", list.Deployments[1].GetProperty("branch").GetString());
        Assert.Equal("2026-10-06T07:55:00.000Z", list.Deployments[1].GetProperty("created_at").GetString());
        Assert.Equal("2026-10-06T07:55:30.000Z", list.Deployments[1].GetProperty("finished_at").GetString());
    }

    [Fact]
    public async Task StartDeploymentAt_Future_StartsThen()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeploymentAt(EmulatorSession.StartTime.AddSeconds(20), script: new DeploymentScript().NeverCompletes());
        await session.CreateAsync();

        session.Pass(19.999);
        Assert.Equal([1001], (await session.ListAsync()).DeploymentIds);
        session.Pass(0.001);

        ApiResponse list = await session.ListAsync();
        Assert.Equal([1002, 1001], list.DeploymentIds);
        Assert.Equal(["queued", "created"], list.Deployments.Select(deployment => deployment.GetProperty("status").GetString()));
        Assert.Equal("2026-10-06T08:00:20.000Z", list.Deployments[0].GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task StartDeploymentAt_BeforeAnother_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.StartDeployment();

        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>("time", () => session.App.StartDeploymentAt(EmulatorSession.StartTime.AddTicks(-1)));

        Assert.StartsWith("The app has deployment 1001, queued, which was created later.", error.Message, StringComparison.Ordinal);
        Assert.Single(session.App.Deployments);
    }
}
