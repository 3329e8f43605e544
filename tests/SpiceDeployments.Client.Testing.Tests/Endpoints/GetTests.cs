namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class GetTests
{
    [Fact]
    public async Task Get_KnownDeployment_EqualsListItem()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        ApiResponse created = await session.CreateAsync();
        session.Pass(7);

        ApiResponse response = await session.GetDeploymentAsync(created.Id);

        Assert.Equal(200, response.Status);
        Assert.Equal((await session.ListAsync()).Deployments[0].GetRawText(), response.Text);
    }

    [Fact]
    public async Task Get_UnknownDeployment_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.GetDeploymentAsync(555);

        Assert.Equal(404, response.Status);
        Assert.Equal("""{"error":"Deployment not found"}""", response.Text);
    }

    [Fact]
    public async Task Get_DeploymentOfOtherApp_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedDeployment foreign = session.Emulator.AddApp(8).StartDeployment();

        ApiResponse response = await session.GetDeploymentAsync(foreign.Id);

        Assert.Equal(404, response.Status);
        Assert.Equal("Deployment not found", response.Error);
    }

    [Fact]
    public async Task Get_UnknownApp_Returns404()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.GetAsync("/v1/apps/999/deployments/1");

        Assert.Equal(404, response.Status);
        Assert.Equal("App with ID 999 not found", response.Error);
    }

    [Fact]
    public async Task Get_NotSupported_ReturnsHtmlPage()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.SupportsGetById = false);
        ApiResponse created = await session.CreateAsync();

        ApiResponse response = await session.GetDeploymentAsync(created.Id);

        Assert.Equal(404, response.Status);
        Assert.Equal("text/html; charset=utf-8", response.ContentType);
        Assert.StartsWith("<!DOCTYPE html>", response.Text, StringComparison.Ordinal);
        Assert.Equal([created.Id], (await session.ListAsync()).DeploymentIds);
    }
}
