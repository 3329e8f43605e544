using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Apps;

/// <summary><c>apps pause</c>: stops the instances of an app.</summary>
internal sealed class PauseAppCommand(ToolHost host) : AppCommand(host, "pause", "Stop the instances of an app.")
{
    protected override bool IsChange => true;

    protected override async Task<ToolDocument> RunAsync(CommandContext context, DeploymentsClient client, AppReference app, CancellationToken cancellationToken)
    {
        context.Hint = $"The app may be paused. To make sure, pause it again: {context.FormatCommand("apps", "pause", app.ToString())}";
        await client.PauseAppAsync(context.AppId!.Value, cancellationToken).ConfigureAwait(false);
        string message = $"App {app} is paused.";
        context.Output.WriteLine(message);
        return new ToolDocument { ExitCode = ExitCode.Succeeded, Message = message, AppId = context.AppId };
    }
}
