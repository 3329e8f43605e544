using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task Run_WithATokenThatIsWrong_EndsWith4()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        service.Environment["SPICE_API_TOKEN"] = "not-a-token-of-this-service";

        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", service.Environment, "--app", "7");

        Assert.Equal(
            "POST /v1/apps/7/deployments was answered 401 Unauthorized: Invalid token format. Check the access token: it may be wrong, expired or revoked.\n",
            result.Errors);
        Assert.Equal(4, result.ExitCode);
        Assert.Empty(service.App.Deployments);
    }

    [Fact]
    public async Task Run_WithTwoKindsOfCredentials_EndsWith2()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        service.Environment["SPICEAI_CLIENT_ID"] = "release-bot";

        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", service.Environment, "--app", "7");

        Assert.Equal("AccessToken is set, and so is ClientId: set one kind of credentials only.\n", result.Errors);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Run_ForAnAppWithoutSpicepod_EndsWith1()
    {
        await using EmulatedService service = await EmulatedService.StartAsync();
        service.App.WithState(AppState.WithoutSpicepod);

        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", service.Environment, "--app", "7");

        Assert.Equal("POST /v1/apps/7/deployments was answered 400 Bad Request: App has no spicepod configuration.\n", result.Errors);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Run_WhenNobodyListens_SaysSoInOneLineAndEndsWith1()
    {
        EmulatedService service = await EmulatedService.StartAsync();
        await service.DisposeAsync();

        SampleResult result = await SampleProcess.RunAsync("DeployAndWait", service.Environment, "--app", "7");

        string address = new Uri(service.Environment["SPICEAI_API_ENDPOINT"]).Authority;
        Assert.StartsWith($"POST /v1/apps/7/deployments was not sent: no connection to {address} could be made. ", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors, '\n');
        Assert.Equal(1, result.ExitCode);
    }
}
