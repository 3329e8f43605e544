using System.CommandLine;
using System.CommandLine.Parsing;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands;

/// <summary>A command: runs, converts what it throws to a document and an exit code, and writes the document.</summary>
internal abstract class ToolCommand : Command
{
    private readonly ToolHost _host;

    protected ToolCommand(ToolHost host, string name, string description)
        : base(name, description)
    {
        _host = host;
        SetAction(InvokeAsync);
    }

    /// <summary>Returns the names of the program, of the groups and of the command, such as <c>spice-deployments</c>, <c>rollout</c>, <c>start</c>.</summary>
    public static IEnumerable<string> GetPath(CommandResult command) =>
        command.Command is RootCommand ? ["spice-deployments"] : (command.Parent is CommandResult parent ? GetPath(parent) : []).Append(command.Command.Name);

    /// <summary>Command lines that the help shows.</summary>
    public virtual IReadOnlyList<string> Examples => [];

    /// <summary>Whether a CI system gets the values of the document and a summary, however the command ends.</summary>
    public virtual bool IsReportedToCi => false;

    /// <summary>Runs the command. What the method throws becomes a document, too.</summary>
    protected abstract Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken);

    private async Task<int> InvokeAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var output = new ToolOutput(_host, arguments.GetValue(CommonOptions.Json));
        using var context = new CommandContext(_host, arguments, output);
        ToolDocument document = await RunToEndAsync(context, cancellationToken).ConfigureAwait(false) with { Command = string.Join(' ', GetPath(arguments.CommandResult).Skip(1)) };
        int exitCode = output.Complete(document); // First: a file of the CI system may hang, and a second signal then ends the process.
        if (IsReportedToCi)
        {
            output.WriteToCi(document);
        }

        return exitCode;
    }

    private async Task<ToolDocument> RunToEndAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return ExitCode.Of(exception) is { } exitCode
                ? CreateDocument(context, exception, exitCode)
                : new ToolDocument { ExitCode = ExitCode.Failed, Message = $"Unexpected error, please report it: {exception}", Hint = context.Hint, AppId = context.AppId, DeploymentId = context.DeploymentId };
        }
    }

    private static ToolDocument CreateDocument(CommandContext context, Exception exception, int exitCode)
    {
        var ended = exception as SpiceException;
        return new ToolDocument
        {
            ExitCode = exitCode,
            Message = ErrorMessage.Of(exception),
            Hint = IsDecided(context, exception) ? null : context.Hint,
            AppId = context.AppId ?? ended?.AppId,
            DeploymentId = context.DeploymentId ?? ended?.DeploymentId,
            Deployment = (exception as DeploymentException)?.Deployment,
            Candidates = exception is DeploymentOutcomeUnknownException unknown ? [.. unknown.Candidates.Select(candidate => candidate.Id)] : null,
        };
    }

    /// <summary>Whether nothing is left to wait for or to check.</summary>
    private static bool IsDecided(CommandContext context, Exception exception) => exception switch
    {
        DeploymentFailedException or DeploymentSupersededException => true,
        _ => ExitCode.Of(exception) switch
        {
            ExitCode.WrongUsage => true,
            ExitCode.NotFound => !context.HasCreated, // Otherwise, the credentials have lost the access to the app.
            _ => false,
        },
    };
}
