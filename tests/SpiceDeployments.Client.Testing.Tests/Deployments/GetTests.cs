
namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class GetTests
{
    [Fact]
    public async Task Get_KnownDeployment_IsTheSameAsInTheList()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        Answer created = await session.CreateAsync();
        session.Pass(7);

        Answer answer = await session.GetDeploymentAsync(created.Id);

        Assert.Equal(200, answer.Status);
        Assert.Equal((await session.ListAsync()).Deployments[0].GetRawText(), answer.Text);
    }

    [Fact]
    public async Task Get_UnknownDeployment_IsNotFound()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.GetDeploymentAsync(555);

        Assert.Equal(404, answer.Status);
        Assert.Equal("""{"error":"Deployment not found"}""", answer.Text);
    }

    [Fact]
    public async Task Get_AnotherAppsDeployment_IsNotFound()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedDeployment foreign = session.Emulator.AddApp(8).StartDeployment();

        Answer answer = await session.GetDeploymentAsync(foreign.Id);

        Assert.Equal(404, answer.Status);
        Assert.Equal("Deployment not found", answer.Error);
    }

    [Fact]
    public async Task Get_UnknownApp_IsNotFound()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Answer answer = await session.GetAsync("/v1/apps/999/deployments/1");

        Assert.Equal(404, answer.Status);
        Assert.Equal("App with ID 999 not found", answer.Error);
    }

    [Fact]
    public async Task Get_OlderServer_IsAnHtmlPageThoughTheListShowsIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(o => o.SupportsGetById = false);
        Answer created = await session.CreateAsync();

        Answer answer = await session.GetDeploymentAsync(created.Id);

        Assert.Equal(404, answer.Status);
        Assert.Equal("text/html; charset=utf-8", answer.ContentType);
        Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.Ordinal);
        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
    }
}
