using System.Text.Json;

namespace Samples.Tests;

public sealed class ListDeploymentsTests
{
    [Fact]
    public async Task Run_WithoutArguments_ShowsTheHistoryOfTheEmulatedApp()
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments");

        Assert.Equal("No credentials in the environment: this is app 42 of an emulator.\n", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches("│ 1006 │ in_progress │ .* │ 9f2c4e7 Answer questions about returned orders │", result.Output);
        Assert.Matches("│ 1002 │ failed .* │ b70e661 Keep a year of orders in memory +│\n.* │ Not enough memory in the cluster +│", result.Output);
    }

    [Fact]
    public async Task Run_WithJsonStatusAndLimit_WritesThoseDeploymentsAsJsonAndNothingElse()
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments", "--json", "--status", "succeeded", "--limit", "2");

        Assert.Equal(0, result.ExitCode);
        var deployments = JsonElement.Parse(result.Output);
        Assert.Equal([1005, 1004], deployments.EnumerateArray().Select(deployment => deployment.GetProperty("id").GetInt64()));
    }

    [Theory]
    [InlineData("--limit 101", "--limit needs a whole number from 1 to 100, but got '101'.\n")]
    [InlineData("--app seven", "--app needs a whole number from 1 to 9223372036854775807, but got 'seven'.\n")]
    [InlineData("--status gone", "--status needs one of created, queued, in_progress, succeeded, failed, but got 'gone'.\n")]
    [InlineData("--bogus", "Unrecognized command or argument '--bogus'.\n")]
    public async Task Run_WithWrongArguments_SaysWhatIsWrongAndEndsWith2(string arguments, string errors)
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments", arguments.Split(' '));

        Assert.Equal(new SampleResult(2, "", errors), result);
    }

    [Fact]
    public async Task Run_WithAnAppThatIsNotThere_TellsTheErrorOfTheApiAndEndsWith1()
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments", "--app", "7");

        Assert.EndsWith("GET /v1/apps/7/deployments was answered 404 Not Found: App with ID 7 not found.\n", result.Errors, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Run_WithCredentialsButNoApp_AsksForTheApp()
    {
        await using var sample = SampleProcess.Start(
            "ListDeployments",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["SPICE_API_TOKEN"] = "not-used" });

        Assert.Equal(new SampleResult(2, "", "--app ID is missing: which app to list.\n"), await sample.EndAsync());
    }
}
