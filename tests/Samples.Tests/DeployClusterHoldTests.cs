namespace Samples.Tests;

public sealed class DeployClusterHoldTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Hold_UntilInterrupted_DeletesTheLogs()
    {
        await using var sample = SampleProcess.Start("DeployCluster", new Dictionary<string, string>(StringComparer.Ordinal) { ["REDIS"] = "", ["TMPDIR"] = _directory }, "--hold");

        await sample.ReadUntilAsync("The silos run until you press Ctrl+C.");
        await sample.SignalAsync("INT");
        SampleResult result = await sample.WaitForExitAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Empty(Directory.GetDirectories(_directory, "spice-cluster-*"));
    }
}
