using Spectre.Console;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool;

/// <summary>What surrounds the program. Tests replace its parts.</summary>
internal sealed record ToolHost
{
    private static readonly string[] PlainOutputVariables = ["CI", "NO_COLOR", "TF_BUILD"];

    /// <summary>Standard output: the result of the command.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Standard error: errors, warnings and, with <c>--json</c>, the progress.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal for colors and live views, or <c>null</c> to write plain lines.</summary>
    public required IAnsiConsole? Terminal { get; init; }

    /// <summary>The terminal for errors and warnings, or <c>null</c> if there is none or standard error is redirected.</summary>
    public required IAnsiConsole? ErrorTerminal { get; init; }

    /// <summary>Returns an environment variable, or <c>null</c>.</summary>
    public required Func<string, string?> GetVariable { get; init; }

    /// <summary>Creates the options of the client from the environment.</summary>
    /// <exception cref="InvalidOperationException">A variable contains no address.</exception>
    public required Func<DeploymentsClientOptions> CreateClientOptions { get; init; }

    /// <summary>Reads the Git metadata of the CI system or of the current directory.</summary>
    public required Func<GitMetadata?> DetectGitMetadata { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    /// <summary>The words with which the command lines in hints begin.</summary>
    public string Command { get; init; } = ProgramCommand.Installed;

    public static ToolHost OfProcess()
    {
        ConsoleWriter output = OpenOutput();
        IAnsiConsole? terminal = FindTerminal(output);
        return new ToolHost
        {
            Output = output,
            Error = new ConsoleWriter(Console.Error),
            Terminal = terminal,
            ErrorTerminal = Console.IsErrorRedirected ? null : terminal,
            GetVariable = Environment.GetEnvironmentVariable,
            CreateClientOptions = DeploymentsClientOptions.FromEnvironment,
            DetectGitMetadata = () => GitMetadata.Detect(),
            TimeProvider = TimeProvider.System,
            Command = ProgramCommand.Find(AppContext.BaseDirectory),
        };
    }

    /// <summary>Opens standard output. <see cref="Console.Out"/> writes pieces of 256 characters, so that a terminal may display a half of a drawing.</summary>
    private static ConsoleWriter OpenOutput()
    {
        const int bufferSize = 32 * 1024;
        return new ConsoleWriter(TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput(), Console.Out.Encoding, bufferSize) { AutoFlush = true }));
    }

    private static IAnsiConsole? FindTerminal(TextWriter output)
    {
        bool isPlain = Console.IsOutputRedirected
            || PlainOutputVariables.Any(variable => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable)))
            || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return !isPlain && AnsiConsole.Profile.Capabilities.Ansi
            ? AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Out = new AnsiConsoleOutput(output) })
            : null;
    }
}
