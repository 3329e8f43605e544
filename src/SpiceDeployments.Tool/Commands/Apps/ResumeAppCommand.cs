using SpiceDeployments.Client;
using SpiceDeployments.Tool.Commands.Deployments;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Apps;

/// <summary><c>apps resume</c>: resumes a paused app, which starts a deployment.</summary>
internal sealed class ResumeAppCommand(ToolHost host) : AppCommand(host, "resume", "Resume a paused app, which starts a deployment.")
{
    protected override bool IsChange => true;

    protected override async Task<ToolDocument> RunAsync(CommandContext context, DeploymentsClient client, AppReference app, CancellationToken cancellationToken)
    {
        context.Hint = $"The app may be resumed, and a deployment started. To check: {context.FormatCommand("list", "--app", app.ToString())}";
        ResumedApp resumed = await client.ResumeAppAsync(context.AppId!.Value, cancellationToken).ConfigureAwait(false);
        string message = $"App {app} is resumed.";
        context.Output.WriteLine(message);
        return new ToolDocument
        {
            ExitCode = ExitCode.Succeeded,
            Message = message,
            Hint = resumed.DeploymentId is { } id ? DeployHints.ToWait(context, app, id) : null,
            AppId = context.AppId,
            DeploymentId = resumed.DeploymentId,
        };
    }
}
