namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class VisibilityDelayTests
{
    [Fact]
    public async Task VisibilityDelay_NotElapsed_IsNotReturned()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(3));
        ApiResponse created = await session.CreateAsync();
        session.Pass(2.999);

        Assert.Empty((await session.ListAsync()).Deployments);
        Assert.Equal("Deployment not found", (await session.GetDeploymentAsync(created.Id)).Error);
        EmulatedDeployment held = Assert.Single(session.App.Deployments);
        Assert.False(held.IsVisible);
        Assert.True(held.IsActive);
    }

    [Fact]
    public async Task VisibilityDelay_Elapsed_IsReturned()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(3));
        ApiResponse created = await session.CreateAsync();
        session.Pass(3);

        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
        Assert.Equal(200, (await session.GetDeploymentAsync(created.Id)).Status);
        Assert.True(session.App.Deployments[0].IsVisible);
    }

    [Fact]
    public async Task VisibilityDelay_Option_CountsFromCreation()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.VisibilityDelay = TimeSpan.FromSeconds(2));
        ApiResponse created = await session.CreateAsync();
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
    public async Task VisibilityDelay_OptionAndScript_UsesScript(double appearsAfter, bool isVisible)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.VisibilityDelay = TimeSpan.FromSeconds(2));
        session.App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(appearsAfter));
        await session.CreateAsync();
        session.Pass(appearsAfter is 0 ? 0 : 2.5);

        Assert.Equal(isVisible ? 1 : 0, (await session.ListAsync()).Deployments.Count);
    }
}
