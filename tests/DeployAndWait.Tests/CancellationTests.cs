using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Tests;

public sealed class CancellationTests : IAsyncLifetime
{
    private EmulatedService _service = null!;

    public async ValueTask InitializeAsync() => _service = await EmulatedService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Signal_WhileWaiting_ReportsHowToResume(string signal)
    {
        _service.App.ScriptNextDeployment().NeverCompletes();
        await using var sample = SampleProcess.Start("DeployAndWait", _service.Environment, "--app", "7");
        await sample.ReadUntilAsync("poll 1, next in");

        await sample.SignalAsync(signal);
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Equal("Canceled. Deployment 1001 continues; to resume the wait, run this program with --app 7 --resume 1001.\n", result.Errors);
        Assert.Equal(130, result.ExitCode);
        Assert.True(Assert.Single(_service.App.Deployments).IsActive);
    }

    [Fact]
    public async Task Signal_DuringAConflict_CreatesNothing()
    {
        EmulatedDeployment active = _service.App.StartDeployment("portal", new DeploymentScript().NeverCompletes());
        await using var sample = SampleProcess.Start("DeployAndWait", _service.Environment, "--app", "7");
        await sample.ReadUntilAsync("retrying the create in");

        await sample.SignalAsync("TERM");
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Equal("Canceled. Whether a deployment was created is unknown; list the app's deployments before you deploy again.\n", result.Errors);
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(active.Id, Assert.Single(_service.App.Deployments).Id);
    }

    [Fact]
    public async Task Signal_WithATokenButWithoutApp_LeavesTheServiceAlone()
    {
        await using var sample = SampleProcess.Start("DeployAndWait", _service.Environment);
        await sample.ReadUntilAsync("poll 1, next in");

        await sample.SignalAsync("TERM");
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.Empty(_service.Requests);
    }
}
