using System.CommandLine;
using System.Text.RegularExpressions;
using SpiceDeployments.Tool.Commands;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool;

/// <summary>Parses the command line and runs a command.</summary>
internal static partial class ToolProgram
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="host">The surroundings of the program.</param>
    /// <param name="interrupted">Canceled when the program must end.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, ToolHost host, CancellationToken interrupted)
    {
        ParseResult arguments;
        try
        {
            // A commit message may begin with '@', which System.CommandLine would take for a file with arguments.
            arguments = ToolRootCommand.Create(host).Parse(args is [] ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        }
        catch (IOException exception)
        {
            new ToolOutput(host, isJson: false).Complete(new ToolDocument { ExitCode = ExitCode.WrongUsage, Message = $"An argument is not a path: {exception.Message}" }); // The working directory was deleted.
            return ExitCode.WrongUsage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Signals cancel the token.
        };
        return arguments.Errors.Count is 0 ? await arguments.InvokeAsync(configuration, interrupted).ConfigureAwait(false) : ReportErrors(arguments, host);
    }

    /// <summary>The name of a .NET type in a message of System.CommandLine.</summary>
    [GeneratedRegex(" as expected type '[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex ExpectedType();

    private static int ReportErrors(ParseResult arguments, ToolHost host)
    {
        var output = new ToolOutput(host, arguments.GetValue(CommonOptions.Json));
        var document = new ToolDocument
        {
            Command = string.Join(' ', ToolCommand.GetPath(arguments.CommandResult).Skip(1)),
            ExitCode = ExitCode.WrongUsage,
            Message = string.Join(" ", arguments.Errors.Select(error => ExpectedType().Replace(error.Message, ""))),
            Hint = CommandLineAdvice.Describe(arguments, host),
        };
        int exitCode = output.Complete(document);
        if (arguments.CommandResult.Command is ToolCommand { IsReportedToCi: true })
        {
            output.WriteToCi(document);
        }

        return exitCode;
    }
}
