using System.Globalization;
using System.Text.Json;

namespace Samples.Tests;

public sealed class ListDeploymentsTests
{
    [Fact]
    public async Task Run_WithoutOptions_ShowsTheHistoryOfTheEmulatedApp()
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments");

        Assert.Equal("The environment contains no credentials: app 42 is on an emulator.\n", result.Errors);
        Assert.Equal(0, result.ExitCode);
        Assert.Matches("│ 1006 │ in_progress │ .* │ 9f2c4e7 Answer questions about returned orders │", result.Output);
        Assert.Matches("│ 1002 │ failed .* │ b70e661 Keep a year of orders in memory +│\n.* │ Not enough memory in the cluster +│", result.Output);
    }

    [Fact]
    public async Task Run_JsonStatusAndLimit_WritesNothingButTheSelectedDeployments()
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments", "--json", "--status", "succeeded", "--limit", "2");

        Assert.Equal(0, result.ExitCode);
        var deployments = JsonElement.Parse(result.Output);
        Assert.Equal([1005, 1004], deployments.EnumerateArray().Select(deployment => deployment.GetProperty("id").GetInt64()));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public async Task Run_ManyWidths_BreaksNoWord(int columns)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["COLUMNS"] = columns.ToString(CultureInfo.InvariantCulture) };

        SampleResult result = await SampleProcess.RunAsync("ListDeployments", environment);

        Assert.All(result.OutputLines, line => Assert.InRange(line.Length, 1, columns));
        string[] words = result.Output.Split([' ', '\n', '│'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(
            "Duration Commit in_progress superseded Answer questions about returned orders Not enough memory in the cluster French, too".Split(' '),
            word => Assert.Contains(word, words));
        Assert.DoesNotContain('…', result.Output);
    }

    [Theory]
    [InlineData("--limit 101", "Limit must be from 1 to 100.")]
    [InlineData("--app 0", "appId must be greater than 0.")]
    [InlineData("--app seven", "Cannot parse argument 'seven' for option '--app' as expected type 'System.Int64'.")]
    [InlineData("--status gone", "Argument 'gone' not recognized. Must be one of:")]
    [InlineData("--bogus", "Unrecognized command or argument '--bogus'.")]
    public async Task Run_WrongUsage_ReportsTheErrorAndReturns2(string arguments, string error)
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments", arguments.Split(' '));

        Assert.Contains(error, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("│", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public async Task Run_UnknownApp_ReportsTheErrorOfTheApiAndReturns1()
    {
        SampleResult result = await SampleProcess.RunAsync("ListDeployments", "--app", "7");

        Assert.EndsWith("GET /v1/apps/7/deployments returned 404 (Not Found): App with ID 7 not found.\n", result.Errors, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Run_CredentialsWithoutApp_RequiresTheApp()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["SPICE_API_TOKEN"] = "not-used" };

        Assert.Equal(new SampleResult(2, "", "--app is required for the real service.\n"), await SampleProcess.RunAsync("ListDeployments", environment));
    }
}
