using System.CommandLine;
using System.Globalization;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary><c>show</c>: one deployment. Succeeds whatever the status of the deployment is.</summary>
internal sealed class ShowCommand : ToolCommand
{
    private readonly Option<AppReference> _app = AppReference.CreateOption();
    private readonly Argument<long> _deployment = DeploymentIdArgument.Create();

    public ShowCommand(ToolHost host)
        : base(host, "show", "Show one deployment of an app.")
    {
        Add(_app);
        Add(_deployment);
    }

    public override IReadOnlyList<string> Examples => ["spice-deployments show --app orders 1001"];

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        AppReference app = context.Arguments.GetRequiredValue(_app);
        DeploymentsClient client = context.GetClient(app.Organization);
        context.AppId = await app.ResolveAsync(client, cancellationToken).ConfigureAwait(false);
        context.DeploymentId = context.Arguments.GetRequiredValue(_deployment);
        Deployment deployment = await client.GetAsync(context.AppId.Value, context.DeploymentId.Value, cancellationToken).ConfigureAwait(false);
        context.Output.WriteProperties(Describe(deployment));
        return new ToolDocument { ExitCode = ExitCode.Succeeded, AppId = context.AppId, DeploymentId = deployment.Id, Deployment = deployment };
    }

    private static IEnumerable<(string Name, string? Value)> Describe(Deployment deployment) =>
    [
        ("Deployment", deployment.Id.ToString(CultureInfo.InvariantCulture)),
        ("Status", DeploymentText.GetStatus(deployment)),
        ("Superseded by", deployment.SupersededById?.ToString(CultureInfo.InvariantCulture)),
        ("Error", deployment.ErrorMessage),
        ("Error code", deployment.ErrorCode),
        ("Created", DeploymentText.Format(deployment.CreatedAt)),
        ("Created by", deployment.CreatedBy),
        ("Source", deployment.RawCreationSource),
        ("Started", DeploymentText.Format(deployment.StartedAt)),
        ("Finished", DeploymentText.Format(deployment.FinishedAt)),
        ("Duration", deployment.Duration is { } duration ? OutputText.Seconds(duration) : null),
        ("Image", deployment.ImageTag),
        ("Channel", deployment.Channel),
        ("Replicas", deployment.Replicas?.ToString(CultureInfo.InvariantCulture)),
        ("Branch", deployment.Branch),
        ("Commit", deployment.CommitSha),
        ("Message", deployment.CommitMessage),
    ];
}
