using System.CommandLine;
using System.Globalization;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary><c>list</c>: the deployments of an app, newest first.</summary>
internal sealed class ListCommand : ToolCommand
{
    private static readonly Dictionary<string, DeploymentStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["queued"] = DeploymentStatus.Queued,
        ["in_progress"] = DeploymentStatus.InProgress,
        ["succeeded"] = DeploymentStatus.Succeeded,
        ["failed"] = DeploymentStatus.Failed,
        ["created"] = DeploymentStatus.Created,
    };

    private static readonly string[] Header = ["ID", "STATUS", "CREATED", "DURATION", "IMAGE", "COMMIT", "MESSAGE"];

    private readonly Option<AppReference> _app = AppReference.CreateOption();
    private readonly Option<int> _limit = new("--limit") { Description = "The number of deployments, 1 to 100.", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
    private readonly Option<DeploymentStatus?> _status = Choice.CreateOption("--status", "Only deployments with this status.", Statuses);

    public ListCommand(ToolHost host)
        : base(host, "list", "List the deployments of an app, newest first.")
    {
        Add(_app);
        Add(_limit);
        Add(_status);
    }

    public override IReadOnlyList<string> Examples => ["spice-deployments list --app orders --status failed --limit 5"];

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        AppReference app = context.Arguments.GetRequiredValue(_app);
        DeploymentsClient client = context.GetClient(app.Organization);
        long appId = await app.ResolveAsync(client, cancellationToken).ConfigureAwait(false);
        var options = new ListDeploymentsOptions { Limit = context.Arguments.GetValue(_limit), Status = context.Arguments.GetValue(_status) };
        IReadOnlyList<Deployment> deployments = await client.ListAsync(appId, options, cancellationToken).ConfigureAwait(false);
        if (deployments.Count > 0)
        {
            context.Output.WriteTable(Header, deployments.Select(CreateRow));
        }
        else
        {
            context.Output.WriteLine($"App {app} has no such deployment.");
        }

        return new ToolDocument { ExitCode = ExitCode.Succeeded, AppId = appId, Deployments = deployments };
    }

    private static string[] CreateRow(Deployment deployment) =>
    [
        deployment.Id.ToString(CultureInfo.InvariantCulture),
        DeploymentText.GetStatus(deployment),
        DeploymentText.Format(deployment.CreatedAt) ?? "",
        deployment.Duration is { } duration ? OutputText.Seconds(duration) : "",
        deployment.ImageTag ?? "",
        DeploymentText.Shorten(deployment.CommitSha) ?? "",
        deployment.ErrorMessage ?? deployment.CommitMessage ?? "",
    ];
}
