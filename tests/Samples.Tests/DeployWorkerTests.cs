using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class DeployWorkerTests : IDisposable
{
    private readonly string _state = Path.Join(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_state);

    [Fact]
    public async Task Run_WithoutCredentials_DeploysForBothOrganizationsAndEndsWith0()
    {
        SampleResult result = await SampleProcess.RunAsync("DeployWorker", "--StateFile", _state);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("retail: deployment 100[12] succeeded", result.Output);
        Assert.Matches("logistics: deployment 100[12] succeeded", result.Output);
        Assert.Contains("retail: Healthy. The API answers.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Activity.DisplayName:        spice.wait", result.Output, StringComparison.Ordinal);
        Assert.Contains("Metric Name: spice.client.deployments", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_state));
    }

    [Fact]
    public async Task Terminate_WhileWaiting_KeepsTheIdsAndTheNextStartWaitsForThem()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        EmulatedApp[] apps = [AddApp(cloud, 42, "retail"), AddApp(cloud, 77, "logistics")];
        await using (SampleProcess first = Start(cloud))
        {
            await first.ReadUntilAsync(": waiting for deployment");
            await first.ReadUntilAsync(": waiting for deployment");
            await first.SignalAsync("TERM");
            SampleResult stopped = await first.EndAsync();
            Assert.Equal(0, stopped.ExitCode);
            Assert.Contains($"retail: stopping; deployment {apps[0].Deployments[0].Id} of app 42 goes on", stopped.Output, StringComparison.Ordinal);
            Assert.Contains($"logistics: stopping; deployment {apps[1].Deployments[0].Id} of app 77 goes on", stopped.Output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(_state));
        apps[0].Deployments[0].SucceedNow();
        apps[1].Deployments[0].FailNow("No memory");
        await using SampleProcess second = Start(cloud);
        SampleResult result = await second.EndAsync();

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"retail: deployment {apps[0].Deployments[0].Id} succeeded", result.Output, StringComparison.Ordinal);
        Assert.Contains($"logistics: Deployment {apps[1].Deployments[0].Id} failed: No memory", result.Output, StringComparison.Ordinal);
        Assert.All(apps, app => Assert.Single(app.Deployments));
        Assert.False(File.Exists(_state));
    }

    private static EmulatedApp AddApp(SpiceCloudEmulator cloud, long id, string organization)
    {
        EmulatedApp app = cloud.AddApp(id);
        app.Organization = organization;
        app.NextDeployment().NeverEnds();
        return app;
    }

    private SampleProcess Start(SpiceCloudEmulator cloud) => SampleProcess.Start(
        "DeployWorker",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Organizations__retail__Client__BaseAddress"] = cloud.BaseAddress.ToString(),
            ["Organizations__retail__Client__AccessToken"] = cloud.IssueTokenFor("retail", [.. SpiceScopes.All]),
            ["Organizations__logistics__Client__BaseAddress"] = cloud.BaseAddress.ToString(),
            ["Organizations__logistics__Client__AccessToken"] = cloud.IssueTokenFor("logistics", [.. SpiceScopes.All]),
        },
        "--StateFile",
        _state);
}
