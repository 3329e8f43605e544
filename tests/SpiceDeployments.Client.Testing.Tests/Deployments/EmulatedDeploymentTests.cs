using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class EmulatedDeploymentTests
{
    [Fact]
    public async Task CompleteSuccessfully_InProgress_CompletesNow()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedDeployment deployment = session.App.StartDeployment(script: new DeploymentScript().NeverCompletes());
        session.Pass(100);

        deployment.CompleteSuccessfully();
        session.Pass(100);

        Assert.Equal(("succeeded", null, null), (deployment.Status, deployment.ErrorMessage, deployment.ErrorCode));
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(5), deployment.StartedAt);
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(100), deployment.FinishedAt);
        Assert.Equal(202, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Fail_Queued_NeverStarts()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedDeployment deployment = session.App.StartDeployment();
        session.Pass(1);

        deployment.Fail("Out of luck", "internal_error");

        JsonElement shown = (await session.GetDeploymentAsync(deployment.Id)).Json;
        Assert.Equal("failed", shown.GetProperty("status").GetString());
        Assert.Equal("Out of luck", shown.GetProperty("error_message").GetString());
        Assert.Equal("internal_error", shown.GetProperty("error_code").GetString());
        Assert.Null(deployment.StartedAt);
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(1), deployment.FinishedAt);
    }

    [Fact]
    public async Task Fail_NoArguments_HasDefaultMessage()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedDeployment deployment = session.App.StartDeployment();

        deployment.Fail();

        Assert.Equal("Failed to pull container image", deployment.ErrorMessage);
        Assert.Null(deployment.ErrorCode);
    }

    [Fact]
    public async Task CompleteSuccessfully_Completed_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        EmulatedDeployment deployment = session.App.StartDeployment();
        session.Pass(30);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(deployment.CompleteSuccessfully);

        Assert.Equal("Deployment 1001 has already completed: Succeeded.", error.Message);
    }
}
