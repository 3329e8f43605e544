using System.CommandLine;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output.Documents;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary>A command that runs a rollout until it has completed: start, resume, retry or rollback.</summary>
internal abstract class RunRolloutCommand : RolloutCommand
{
    private readonly Option<FileInfo?> _report = new("--report") { Description = "Write the report as Markdown.", HelpName = "FILE" };
    private readonly Option<FileInfo?> _junit = new("--junit") { Description = "Write the report as JUnit XML.", HelpName = "FILE" };

    protected RunRolloutCommand(ToolHost host, string name, string description)
        : base(host, name, description)
    {
        Add(_report);
        Add(_junit);
    }

    public sealed override bool IsReportedToCi => true;

    protected override bool RunsGate => true;

    /// <summary>The status with which the command succeeds.</summary>
    protected virtual RolloutStatus ExpectedStatus => RolloutStatus.Succeeded;

    /// <summary>The command that continues the rollout after an interruption, and succeeds with the same status.</summary>
    protected virtual string ContinuingCommand => "resume";

    /// <summary>Makes the rollout run.</summary>
    protected abstract Task BeginAsync(RolloutSession session, CancellationToken cancellationToken);

    protected sealed override async Task<ToolDocument> RunAsync(CommandContext context, RolloutSession session, CancellationToken cancellationToken)
    {
        context.Hint = $"To continue the rollout, if it was stored: {Format(context, Name)}";
        await TryBeginAsync(context, session, cancellationToken).ConfigureAwait(false);
        context.Hint = $"The deployments in flight continue. To continue the rollout: {Format(context, ContinuingCommand)}";
        context.Output.WriteLine($"Following rollout {session.Id}.");
        Rollout rollout;
        IProgressView<RolloutProgress> view = context.Output.ShowRollout();
        await using (view.ConfigureAwait(false))
        {
            rollout = await session.Client.WaitForCompletionAsync(session.Id, view, cancellationToken).ConfigureAwait(false);
        }

        ToolDocument document = CreateDocument(context, rollout);
        RolloutResult.Write(context, rollout);
        if (document.ExitCode is ExitCode.Succeeded)
        {
            context.Output.WriteLine(document.Message!); // Otherwise it is the error.
        }

        return SaveReports(context, rollout, document);
    }

    private async Task TryBeginAsync(CommandContext context, RolloutSession session, CancellationToken cancellationToken)
    {
        try
        {
            await BeginAsync(session, cancellationToken).ConfigureAwait(false);
        }
        catch (RolloutException exception) when (exception is not RolloutStoreConflictException)
        {
            context.Hint = null; // The same command would fail again.
            throw;
        }
    }

    private ToolDocument CreateDocument(CommandContext context, Rollout rollout)
    {
        var report = RolloutReport.Create(rollout);
        int exitCode = ExitCode.Of(rollout, ExpectedStatus);
        return new ToolDocument
        {
            ExitCode = exitCode,
            Message = report.ToString(),
            Hint = exitCode is ExitCode.Succeeded ? null : CreateHint(context, rollout.Status),
            Rollout = RolloutDocument.Create(rollout),
            Summary = report.ToMarkdown(),
        };
    }

    private string? CreateHint(CommandContext context, RolloutStatus status) => status switch
    {
        RolloutStatus.RolledBack => null,
        RolloutStatus.RollbackFailed => $"To put back the apps that were left: {Format(context, "rollback")}",
        _ => $"To deploy the apps that failed again: {Format(context, "retry")}\nTo put the apps back: {Format(context, "rollback")}",
    };

    /// <summary>The rollout has completed, whether or not its reports can be written.</summary>
    private ToolDocument SaveReports(CommandContext context, Rollout rollout, ToolDocument document)
    {
        try
        {
            Save(context.Arguments.GetValue(_report), () => document.Summary!);
            Save(context.Arguments.GetValue(_junit), RolloutReport.Create(rollout).ToJUnitXml);
            return document;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return document with { ExitCode = ExitCode.Failed, Message = $"{document.Message} A report cannot be written: {exception.Message}" };
        }
    }

    private static void Save(FileInfo? file, Func<string> createText)
    {
        if (file is not null)
        {
            file.Directory?.Create();
            File.WriteAllText(file.FullName, createText());
        }
    }
}
