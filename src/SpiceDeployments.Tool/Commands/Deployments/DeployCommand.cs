using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary><c>deploy</c>: updates the app if asked to, creates a deployment, and waits until it has completed.</summary>
internal sealed class DeployCommand : ToolCommand
{
    private readonly DeployArguments _arguments = new();

    public DeployCommand(ToolHost host)
        : base(host, "deploy", "Create a deployment of an app, and wait until it has completed.") => _arguments.AddTo(this);

    public override IReadOnlyList<string> Examples =>
    [
        "spice-deployments deploy --app orders --image-tag 2.4.0",
        "spice-deployments deploy --app 42 --spicepod spicepod.yaml --intent deploy.json",
        "spice-deployments deploy --app retail/orders --no-wait --json",
    ];

    public override bool IsReportedToCi => true;

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        DeployArguments.Values values = _arguments.Read(context.Arguments);
        values.Request.Validate("options");
        var update = AppUpdate.Read(values.Spicepod, values.Tags);
        DeploymentsClient client = context.GetClient(values.App.Organization);
        using IntentFile? file = values.Intent is null ? null : IntentFile.Open(values.Intent);
        StoredDeploy? stored = file?.Load();
        context.Hint = stored is null ? null : DeployHints.ToContinue(context, values.App, file!);

        long appId = await values.App.ResolveAsync(client, cancellationToken).ConfigureAwait(false);
        context.AppId = appId;
        CreateDeploymentRequest request = await new DeployGitMetadata(context, client).AddAsync(values.Request, appId, values.Git, cancellationToken).ConfigureAwait(false);
        var creation = new DeploymentCreation(context, client, values);
        if (stored is not null)
        {
            file!.ThrowIfOther(stored, appId, request, update?.Digest);
            context.Output.WriteLine($"Continuing the deploy of app {values.App} from {file}.");
            return DeploymentResult.Create(context, values.App, await creation.ContinueAsync(stored, file, cancellationToken).ConfigureAwait(false));
        }

        context.Output.WriteLine($"Deploying app {values.App}.");
        if (update is not null)
        {
            await update.SendAsync(context, client, cancellationToken).ConfigureAwait(false); // Before the intent is stored: a continued deploy does not send the update again.
        }

        return DeploymentResult.Create(context, values.App, await creation.CreateAsync(appId, request, file, update?.Digest, cancellationToken).ConfigureAwait(false));
    }
}
