namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class VisibilityTests
{
    [Fact]
    public async Task AppearsAfter_Before_IsMissingFromListAndById()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.App.NextDeployment().AppearsAfter(TimeSpan.FromSeconds(3));
        var created = await session.CreateAsync();
        session.Pass(2.999);

        Assert.Empty((await session.ListAsync()).Deployments);
        Assert.Equal("Deployment not found", (await session.GetDeploymentAsync(created.Id)).Error);
        var held = Assert.Single(session.App.Deployments);
        Assert.False(held.IsVisible);
        Assert.True(held.IsActive);
    }

    [Fact]
    public async Task AppearsAfter_FromThenOn_IsShown()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.App.NextDeployment().AppearsAfter(TimeSpan.FromSeconds(3));
        var created = await session.CreateAsync();
        session.Pass(3);

        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
        Assert.Equal(200, (await session.GetDeploymentAsync(created.Id)).Status);
        Assert.True(session.App.Deployments[0].IsVisible);
    }
}
