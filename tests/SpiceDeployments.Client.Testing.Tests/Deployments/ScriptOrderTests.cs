namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class ScriptOrderTests
{
    [Fact]
    public async Task ScriptNextDeployment_Twice_ScriptsNextTwoInOrder()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().Fails("first");
        session.App.ScriptNextDeployment().Fails("second");

        Assert.Equal("first", await RunOneAsync(session));
        Assert.Equal("second", await RunOneAsync(session));
        Assert.Null(await RunOneAsync(session));
    }

    [Fact]
    public async Task ScriptNextDeployment_ConflictingCreate_KeepsScript()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateAsync();
        session.App.ScriptNextDeployment().Fails("mine");
        Assert.Equal(409, (await session.CreateAsync()).Status);
        session.Pass(30);

        Assert.Equal("mine", await RunOneAsync(session));
    }

    [Fact]
    public async Task WithDefaultScript_NoOwnScript_ScriptsEveryDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.WithDefaultScript(new DeploymentScript().Fails("by default"));

        Assert.Equal("by default", await RunOneAsync(session));
        Assert.Equal("by default", await RunOneAsync(session));
    }

    [Fact]
    public async Task ScriptNextDeployment_ChangedAfterCreate_HasNoEffect()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        DeploymentScript script = session.App.ScriptNextDeployment();
        await session.CreateAsync();
        script.Fails("too late");
        session.Pass(30);

        Assert.Equal("succeeded", session.App.Deployments[0].Status);
    }

    [Fact]
    public void Script_NegativeDuration_Throws()
    {
        var script = new DeploymentScript();
        var negative = TimeSpan.FromTicks(-1);

        Assert.Throws<ArgumentOutOfRangeException>("duration", () => script.NotQueuedFor(negative));
        Assert.Throws<ArgumentOutOfRangeException>("duration", () => script.QueuedFor(negative));
        Assert.Throws<ArgumentOutOfRangeException>("duration", () => script.RunsFor(negative));
        Assert.Throws<ArgumentOutOfRangeException>("duration", () => script.VisibilityDelay(negative));
    }

    private static async Task<string?> RunOneAsync(EmulatorSession session)
    {
        Assert.Equal(202, (await session.CreateAsync()).Status);
        session.Pass(30);
        return session.App.Deployments[0].ErrorMessage;
    }
}
