
namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class VisibilityTests
{
    [Fact]
    public async Task AppearsAfter_Before_IsMissingFromListAndById()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(3));
        Answer created = await session.CreateAsync();
        session.Pass(2.999);

        Assert.Empty((await session.ListAsync()).Deployments);
        Assert.Equal("Deployment not found", (await session.GetDeploymentAsync(created.Id)).Error);
        EmulatedDeployment held = Assert.Single(session.App.Deployments);
        Assert.False(held.IsVisible);
        Assert.True(held.IsActive);
    }

    [Fact]
    public async Task AppearsAfter_FromThenOn_IsShown()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(3));
        Answer created = await session.CreateAsync();
        session.Pass(3);

        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
        Assert.Equal(200, (await session.GetDeploymentAsync(created.Id)).Status);
        Assert.True(session.App.Deployments[0].IsVisible);
    }

    [Fact]
    public async Task LateVisibility_OfEveryRecord_CountsFromItsCreation()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.VisibilityDelay = TimeSpan.FromSeconds(2));
        Answer created = await session.CreateAsync();
        session.Pass(1.999);
        Assert.Empty((await session.ListAsync()).Deployments);
        Assert.Equal(404, (await session.GetDeploymentAsync(created.Id)).Status);
        session.Pass(0.001);
        EmulatedDeployment other = session.App.StartDeployment();

        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
        Assert.Equal(404, (await session.GetDeploymentAsync(other.Id)).Status);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public async Task LateVisibility_OfARecordWithAScript_IsWhatTheScriptSays(double appearsAfter, bool isVisible)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.VisibilityDelay = TimeSpan.FromSeconds(2));
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(appearsAfter));
        await session.CreateAsync();
        session.Pass(appearsAfter == 0 ? 0 : 2.5);

        Assert.Equal(isVisible ? 1 : 0, (await session.ListAsync()).Deployments.Count);
    }
}
