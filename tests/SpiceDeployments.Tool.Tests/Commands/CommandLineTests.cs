using System.CommandLine;
using SpiceDeployments.Tool.Commands;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Did you mean deploy?", "deplyo")]
    [InlineData("Did you mean --image-tag?", "deploy", "--app", "42", "--imgae-tag", "2.4.0")]
    [InlineData("Did you mean --app?", "deploy", "--ap", "42")]
    [InlineData("Did you mean resume?", "apps", "resum", "42")]
    [InlineData("For help: spice-deployments wait --help", "wait", "--app", "42")]
    [InlineData("'' is not", "list", "--app", "42", "--status", "")]
    [InlineData("The app is empty. Is a variable not set?", "deploy", "--app", "")]
    [InlineData("'0' is not an app", "deploy", "--app", "0")]
    [InlineData("'a/b/c' is not an app", "deploy", "--app", "a/b/c")]
    [InlineData("'x' is not the id of a deployment", "wait", "--app", "42", "x")]
    [InlineData("'10' is not a duration. Write it as 90s, 10m, 2h or 00:10:00.", "deploy", "--app", "42", "--timeout", "10")]
    [InlineData("'-5s' is not a duration", "deploy", "--app", "42", "--timeout=-5s")]
    [InlineData("'maybe' is not a value of --conflict. Write wait, fail.", "deploy", "--app", "42", "--conflict", "maybe")]
    [InlineData("The value of --image-tag is empty. Is a variable not set?", "deploy", "--app", "42", "--image-tag", "")]
    [InlineData("The value of --message is empty", "deploy", "--app", "42", "--message", " ")]
    [InlineData("'2000000000h' must be", "deploy", "--app", "42", "--timeout", "2000000000h")]
    [InlineData("'25h' must be more than 0 and at most 1 day", "deploy", "--app", "42", "--timeout", "25h")]
    [InlineData("'0s' must be more than 0", "deploy", "--app", "42", "--timeout", "0s")]
    [InlineData("Cannot parse argument 'x' for option '--replicas'.", "deploy", "--app", "42", "--replicas", "x")]
    [InlineData("'team' is not a tag. Write KEY=VALUE.", "deploy", "--app", "42", "--tag", "team")]
    [InlineData("'--app' is required", "deploy")]
    [InlineData("'--file' is required", "rollout", "start")]
    public async Task Run_WrongUsage_Returns2AndSendsNothing(string expected, params string[] args)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync(args);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
        Assert.Empty(session.Cloud.Requests);
    }

    [Fact]
    public async Task Run_WrongUsageWithDnx_NamesItInTheHint()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Command = "dotnet dnx SpiceDeployments.Tool@1.2.0 --";

        ToolResult result = await session.RunAsync("wait", "--app", "42");

        Assert.EndsWith("For help: dotnet dnx SpiceDeployments.Tool@1.2.0 -- wait --help\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WrongUsageAndJson_WritesTheDocument()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("rollout", "start", "--json");

        Assert.Equal("rollout start", result.Document.GetProperty("command").GetString());
        Assert.Equal("wrong_usage", result.Document.GetProperty("outcome").GetString());
        Assert.Equal(2, result.Document.GetProperty("exit_code").GetInt32());
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Run_NoCommand_WritesTheHelpWithTheExitCodes(params string[] args)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync(args);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("SPICE_API_TOKEN", result.Output, StringComparison.Ordinal);
        Assert.Contains("130 interrupted", result.Output, StringComparison.Ordinal);
    }

    /// <summary>People read the help, which is not the result of a command.</summary>
    [Theory]
    [InlineData("Usage:", "--help")]
    [InlineData("Examples:", "deploy", "--help")]
    [InlineData("Usage:", "rollout", "-h")]
    public async Task Run_HelpAndJson_WritesTheHelpToStandardOutput(string expected, params string[] command)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult text = await session.RunAsync(command);
        ToolResult json = await session.RunAsync([.. command, "--json"]);

        Assert.Equal((0, text.Output, ""), (json.ExitCode, json.Output, json.Error));
        Assert.Contains(expected, json.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("rollout")]
    [InlineData("--version")]
    public async Task Run_JsonWithoutACommand_WritesTheErrorAsADocument(params string[] command)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync([.. command, "--json"]);

        Assert.Equal((2, 2), (result.ExitCode, result.Document.GetProperty("exit_code").GetInt32()));
    }

    [Fact]
    public async Task Run_HelpOfACommand_HasExamplesThatAreValid()
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("deploy", "--help");

        Assert.Contains("Examples:\n  spice-deployments deploy --app orders --image-tag 2.4.0\n", result.Output, StringComparison.Ordinal);
        Assert.All(Descend(CreateRoot()).OfType<ToolCommand>().SelectMany(command => command.Examples), example => Assert.Empty(CreateRoot().Parse(example["spice-deployments ".Length..]).Errors));
    }

    [Fact]
    public void EveryCommandOptionAndArgument_HasADescription()
    {
        Command[] commands = [.. Descend(CreateRoot())];

        Assert.InRange(commands.Length, 15, 100);
        Assert.All(commands, command => Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name));
        Assert.All(commands.SelectMany(command => command.Options), option => Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name));
        Assert.All(commands.SelectMany(command => command.Arguments), argument => Assert.False(string.IsNullOrWhiteSpace(argument.Description), argument.Name));
    }

    /// <summary>Arguments are visible to every process of the machine, and in the log of a pipeline.</summary>
    [Fact]
    public void NoOption_TakesASecret()
    {
        string[] names = [.. Descend(CreateRoot()).SelectMany(command => command.Options).Select(option => option.Name).Distinct(StringComparer.Ordinal)];

        Assert.DoesNotContain(names, name => name.Contains("secret", StringComparison.Ordinal) || name.Contains("password", StringComparison.Ordinal));
        Assert.Equal(["--token-file"], names.Where(name => name.Contains("token", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("spice-deployments roll", "rollout")]
    [InlineData("spice-deployments deploy --im", "--image-tag")]
    [InlineData("spice-deployments deploy --conflict ", "fail", "wait")]
    [InlineData("spice-deployments rollout ", "plan", "resume", "retry", "rollback", "start", "status")]
    public async Task Suggest_ACommandLine_WritesTheCompletions(string line, params string[] expected)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync($"[suggest:{line.Length}]", line);

        Assert.Equal(expected, result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(word => !word.StartsWith("--h", StringComparison.Ordinal) && !word.StartsWith('-') || expected.Contains(word)));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -f -c spice-deployments")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_OfAShell_WritesItsScript(string shell, string expected)
    {
        await using ToolSession session = await ToolSession.StartAsync();

        ToolResult result = await session.RunAsync("completion", shell);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
    }

    private static RootCommand CreateRoot() => ToolRootCommand.Create(ToolHost.OfProcess());

    private static IEnumerable<Command> Descend(Command command) => command.Subcommands.SelectMany(Descend).Append(command);
}
