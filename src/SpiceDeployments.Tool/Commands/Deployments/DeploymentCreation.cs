using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>Creates a deployment, with or without an intent, and waits for its completion unless <c>--no-wait</c> is given.</summary>
internal sealed class DeploymentCreation(CommandContext context, DeploymentsClient client, DeployArguments.Values values)
{
    public Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest request, CancellationToken cancellationToken)
    {
        context.Hint = DeployHints.ToCheck(values.App);
        return values.Waits
            ? FollowAsync(progress => client.DeployAsync(appId, request, CreateDeployOptions(), progress, cancellationToken))
            : client.CreateAsync(appId, request, CreateOptions(), cancellationToken);
    }

    /// <summary>Creates from an intent, whose file is deleted when the command has an outcome.</summary>
    public async Task<Deployment> CreateAsync(DeploymentIntent intent, IntentFile file, CancellationToken cancellationToken)
    {
        context.Hint = DeployHints.ToContinue(values.App, file);
        try
        {
            Deployment deployment = values.Waits
                ? await FollowAsync(progress => client.DeployAsync(intent, CreateDeployOptions() with { SaveIntent = file.SaveAsync }, progress, cancellationToken)).ConfigureAwait(false)
                : await client.CreateAsync(intent, CreateOptions() with { SaveIntent = file.SaveAsync }, cancellationToken).ConfigureAwait(false);
            file.Delete();
            return deployment;
        }
        catch (DeploymentException exception) when (exception is DeploymentFailedException or DeploymentSupersededException)
        {
            file.Delete();
            throw;
        }
    }

    private async Task<Deployment> FollowAsync(Func<IProgress<DeploymentProgress>, Task<Deployment>> deploy)
    {
        IProgressView<DeploymentProgress> view = context.Output.ShowDeployment();
        await using (view.ConfigureAwait(false))
        {
            return await deploy(new DeploymentFollower(context, values.App, view)).ConfigureAwait(false);
        }
    }

    private CreateDeploymentOptions CreateOptions() => new() { ConflictBehavior = values.ConflictBehavior, ConflictTimeout = values.Timeout };

    private DeployOptions CreateDeployOptions() => new() { ConflictBehavior = values.ConflictBehavior, ConflictTimeout = values.Timeout, Polling = values.Polling };
}
