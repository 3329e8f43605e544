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

    protected override bool IsReportedToCi => true;

    protected override async Task<ToolDocument> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        DeployArguments.Values values = _arguments.Read(context.Arguments);
        values.Request.Validate("options");
        DeploymentsClient client = context.GetClient(values.App.Organization);
        using IntentFile? file = values.Intent is null ? null : IntentFile.Open(values.Intent);
        DeploymentIntent? stored = file?.Load();
        long appId = await values.App.ResolveAsync(client, cancellationToken).ConfigureAwait(false);
        context.AppId = appId;

        var creation = new DeploymentCreation(context, client, values);
        Deployment deployment = stored is not null
            ? await ContinueAsync(context, creation, values, file!, stored, cancellationToken).ConfigureAwait(false)
            : await StartAsync(context, client, creation, values, file, cancellationToken).ConfigureAwait(false);
        return DeploymentResult.Create(context, deployment);
    }

    /// <summary>The app was updated before the intent was stored.</summary>
    private static Task<Deployment> ContinueAsync(CommandContext context, DeploymentCreation creation, DeployArguments.Values values, IntentFile file, DeploymentIntent stored, CancellationToken cancellationToken)
    {
        file.ThrowIfOther(stored, context.AppId!.Value, values.Request);
        context.Output.WriteLine($"Continuing the deploy of app {values.App} from {file}.");
        return creation.CreateAsync(stored, file, cancellationToken);
    }

    private static async Task<Deployment> StartAsync(CommandContext context, DeploymentsClient client, DeploymentCreation creation, DeployArguments.Values values, IntentFile? file, CancellationToken cancellationToken)
    {
        long appId = context.AppId!.Value;
        context.Output.WriteLine($"Deploying app {values.App}.");
        await UpdateAppAsync(context, client, values, cancellationToken).ConfigureAwait(false);
        CreateDeploymentRequest request = await new DeployGitMetadata(context, client).AddAsync(values.Request, appId, values.Git, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return await creation.CreateAsync(appId, request, cancellationToken).ConfigureAwait(false);
        }

        DeploymentIntent intent = await client.PrepareAsync(appId, request, cancellationToken).ConfigureAwait(false);
        await file.SaveAsync(intent, cancellationToken).ConfigureAwait(false);
        return await creation.CreateAsync(intent, file, cancellationToken).ConfigureAwait(false);
    }

    private static async Task UpdateAppAsync(CommandContext context, DeploymentsClient client, DeployArguments.Values values, CancellationToken cancellationToken)
    {
        long appId = context.AppId!.Value;
        UpdateAppRequest update = values.Spicepod is { } file ? new UpdateAppRequest { Spicepod = InputFile.ReadText(file) } : new UpdateAppRequest();
        if (values.Tags.Count > 0)
        {
            update = update.WithTags(await client.GetAppAsync(appId, cancellationToken).ConfigureAwait(false), values.Tags);
        }

        if (update.FieldNames.Any())
        {
            await client.UpdateAppAsync(appId, update, cancellationToken).ConfigureAwait(false);
            context.Output.WriteLine($"Updated {string.Join(" and ", update.FieldNames)} of the app.");
        }
    }
}
