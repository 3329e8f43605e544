using System.CommandLine;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Documents;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary><c>wait</c>: waits until a deployment has completed.</summary>
internal sealed class WaitCommand : ToolCommand
{
    private readonly Option<AppReference> _app = AppReference.CreateOption();
    private readonly Argument<long> _deployment = DeploymentIdArgument.Create();
    private readonly Option<TimeSpan?> _timeout = Duration.CreateOption("--timeout", "How long to wait, such as 90s, 10m or 00:10:00. Default 10m.");

    public WaitCommand(ToolHost host)
        : base(host, "wait", "Wait until a deployment has completed.")
    {
        Add(_app);
        Add(_deployment);
        Add(_timeout);
    }

    public override IReadOnlyList<string> Examples => ["spice-deployments wait --app orders 1001 --timeout 20m"];

    public override bool IsReportedToCi => true;

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        AppReference app = context.Arguments.GetRequiredValue(_app);
        long deploymentId = context.Arguments.GetRequiredValue(_deployment);
        DeploymentsClient client = context.GetClient(app.Organization);
        (context.DeploymentId, context.Hint) = (deploymentId, DeployHints.ToWaitAgain(context, app, deploymentId));
        context.AppId = await app.ResolveAsync(client, cancellationToken).ConfigureAwait(false);
        context.Output.WriteLine($"Waiting for deployment {deploymentId} of app {app}.");
        PollingOptions? polling = context.Arguments.GetValue(_timeout) is { } timeout ? new PollingOptions { Timeout = timeout } : null;

        Deployment completed;
        IProgressView<DeploymentProgress> view = context.Output.ShowDeployment();
        await using (view.ConfigureAwait(false))
        {
            completed = await client.WaitForCompletionAsync(context.AppId.Value, deploymentId, polling, new DeploymentFollower(context, app, intent: null, isUpdated: false, view), cancellationToken).ConfigureAwait(false);
        }

        return DeploymentResult.Create(context, app, completed.EnsureSucceeded());
    }
}
