using System.CommandLine;
using SpiceDeployments.Tool.Commands;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool;

/// <summary>Parses the command line and runs a command.</summary>
internal static class ToolProgram
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="host">The surroundings of the program.</param>
    /// <param name="interrupted">Canceled when the program must end.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, ToolHost host, CancellationToken interrupted)
    {
        ParseResult arguments = ToolRootCommand.Create(host).Parse(args is [] ? ["--help"] : args);
        var configuration = new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // Signals cancel the token.
        };
        return arguments.Errors.Count is 0 ? await arguments.InvokeAsync(configuration, interrupted).ConfigureAwait(false) : ReportErrors(arguments, host);
    }

    private static int ReportErrors(ParseResult arguments, ToolHost host)
    {
        new ToolOutput(host, arguments.GetValue(CommonOptions.Json)).Complete(new ToolDocument
        {
            Command = string.Join(' ', ToolCommand.GetPath(arguments.CommandResult).Skip(1)),
            ExitCode = ExitCode.WrongUsage,
            Message = string.Join(" ", arguments.Errors.Select(error => error.Message)),
            Hint = CommandLineAdvice.Describe(arguments),
        });
        return ExitCode.WrongUsage;
    }
}
