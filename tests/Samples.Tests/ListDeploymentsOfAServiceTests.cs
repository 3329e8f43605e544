using SpiceDeployments.Client.Testing;

namespace Samples.Tests;

public sealed class ListDeploymentsOfAServiceTests : IAsyncLifetime
{
    private SpiceCloudEmulator _cloud = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken);
        _cloud.AddApp(7);
    }

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Run_Canceled_Returns130(string signal)
    {
        _cloud.Faults.OnList().HangBeforeProcessing();

        await using SampleProcess sample = Start();
        await _cloud.Faults.WaitForHangAsync(CancellationToken);
        await sample.SignalAsync(signal);

        Assert.Equal(new SampleResult(130, "", "Canceled.\n"), await sample.WaitForExitAsync());
    }

    [Theory]
    [InlineData("2026-11-24T00:30:00+02:00", "2026-11-24T01:35:10+02:00", "2026-11-23 22:30", "1:05:10")]
    [InlineData("2026-11-24T00:30:00Z", "2026-11-25T01:30:05Z", "2026-11-24 00:30", "25:00:05")]
    [InlineData("2026-11-24T00:30:00Z", "2026-11-24T01:29:59Z", "2026-11-24 00:30", "59:59")]
    [InlineData("", "2026-11-24T01:30:00Z", "-", "-")]
    public async Task Run_ShowsUtcTimesAndFullDurations(string created, string finished, string createdInUtc, string duration)
    {
        RespondWith($$"""{ "id": 1, "status": "succeeded", "created_at": "{{created}}", "finished_at": "{{finished}}" }""");

        string row = (await RunAsync()).OutputLines.Single(line => line.StartsWith("│ 1 ", StringComparison.Ordinal));

        Assert.Equal(["1", "succeeded", createdInUtc, duration, "-"], row.Split('│', StringSplitOptions.TrimEntries)[1..6]);
    }

    [Fact]
    public async Task Run_ControlCharactersInADeployment_AreReplaced()
    {
        RespondWith("""{ "id": 1, "status": "a\u001b[2Jb", "creation_source": "c\u0007d", "commit_message": "e\u009bf\ng", "error_message": "h\u001b]0;i" }""");

        string output = (await RunAsync()).Output;

        Assert.DoesNotContain(output, character => char.IsControl(character) && character is not '\n');
        Assert.All(["a [2Jb", "c d", "e f", " g ", "h ]0;i"], text => Assert.Contains(text, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ControlCharactersInAnError_AreReplaced()
    {
        _cloud.Faults.OnList().Fail(403, "Not\u001b[2J for\n::error::you");

        SampleResult result = await RunAsync();

        Assert.Contains("Not\uFFFD[2J for ::error::you", result.Errors, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    private void RespondWith(string deployment) => _cloud.Faults.OnList().RespondWithJson($$"""{ "deployments": [{{deployment}}] }""");

    private async Task<SampleResult> RunAsync()
    {
        await using SampleProcess sample = Start();
        return await sample.WaitForExitAsync();
    }

    private SampleProcess Start() => SampleProcess.Start(
        "ListDeployments",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SPICE_API_TOKEN"] = _cloud.AccessToken,
            ["SPICEAI_API_ENDPOINT"] = _cloud.BaseAddress.ToString(),
        },
        "--app",
        "7");
}
