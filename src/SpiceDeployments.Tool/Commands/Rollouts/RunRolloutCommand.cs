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

    /// <summary>The status with which the command succeeds.</summary>
    protected virtual RolloutStatus ExpectedStatus => RolloutStatus.Succeeded;

    /// <summary>Makes the rollout run.</summary>
    protected abstract Task BeginAsync(RolloutSession session, CancellationToken cancellationToken);

    protected sealed override async Task<ToolDocument> RunAsync(CommandContext context, RolloutSession session, CancellationToken cancellationToken)
    {
        await BeginAsync(session, cancellationToken).ConfigureAwait(false);
        context.Hint = $"The deployments in flight continue. To continue the rollout: {Format(context, "resume")}";
        context.Output.WriteLine($"Rollout {session.Id} runs.");
        Rollout rollout;
        IProgressView<RolloutProgress> view = context.Output.ShowRollout();
        await using (view.ConfigureAwait(false))
        {
            rollout = await session.Client.WaitForCompletionAsync(session.Id, view, cancellationToken).ConfigureAwait(false);
        }

        return await CompleteAsync(context, rollout, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ToolDocument> CompleteAsync(CommandContext context, Rollout rollout, CancellationToken cancellationToken)
    {
        var report = RolloutReport.Create(rollout);
        bool isExpected = rollout.Status == ExpectedStatus;
        RolloutResult.Write(context, rollout);
        if (isExpected)
        {
            context.Output.WriteLine(report.ToString()); // Otherwise it is the error.
        }

        await SaveAsync(context.Arguments.GetValue(_report), report.ToMarkdown(), cancellationToken).ConfigureAwait(false);
        await SaveAsync(context.Arguments.GetValue(_junit), report.ToJUnitXml(), cancellationToken).ConfigureAwait(false);
        var document = new ToolDocument
        {
            ExitCode = isExpected ? ExitCode.Succeeded : ExitCode.Failed,
            Message = report.ToString(),
            Hint = isExpected ? null : $"To deploy the apps that failed again: {Format(context, "retry")}\nTo put the apps back: {Format(context, "rollback")}",
            Rollout = RolloutDocument.Create(rollout),
        };
        context.Output.WriteToCi(document, report.ToMarkdown());
        return document;
    }

    private static async Task SaveAsync(FileInfo? file, string text, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, text, cancellationToken).ConfigureAwait(false);
        }
    }
}
