using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>Creates a deployment, with or without an intent, and waits for its completion unless <c>--no-wait</c> is given.</summary>
internal sealed class DeploymentCreation(CommandContext context, DeploymentsClient client, DeployArguments.Values values)
{
    /// <summary>Creates a deployment. With a file, the intent is stored first.</summary>
    public async Task<Deployment> CreateAsync(long appId, CreateDeploymentRequest request, IntentFile? file, string? update, CancellationToken cancellationToken)
    {
        try
        {
            if (file is null)
            {
                context.Hint = DeployHints.ToCheck(context, values.App);
                return EnsureNotFailed(values.Waits
                    ? await FollowAsync(file, isUpdated: update is not null, progress => client.DeployAsync(appId, request, CreateDeployOptions(), progress, cancellationToken)).ConfigureAwait(false)
                    : await client.CreateAsync(appId, request, CreateOptions(), cancellationToken).ConfigureAwait(false));
            }

            var deploy = new StoredDeploy { Intent = await client.PrepareAsync(appId, request, cancellationToken).ConfigureAwait(false), Message = request.CommitMessage, Update = update };
            await file.SaveAsync(deploy, cancellationToken).ConfigureAwait(false);
            return await ContinueAsync(deploy, file, cancellationToken).ConfigureAwait(false);
        }
        catch (SpiceApiException exception) when (context.DeploymentId is null)
        {
            // The service has rejected the create, and this process has sent no other. With an intent, the checks have lasted until no deployment can follow.
            bool isRejected = file is not null || !exception.MayHaveBeenProcessed;
            context.Hint = isRejected ? DeployHints.ToRejection(isUpdated: update is not null) : DeployHints.ToCheck(context, values.App);
            Delete(file);
            throw;
        }
    }

    /// <summary>Creates from a stored intent, whose file is deleted when the deploy has an outcome.</summary>
    public async Task<Deployment> ContinueAsync(StoredDeploy deploy, IntentFile file, CancellationToken cancellationToken)
    {
        context.Hint = DeployHints.ToContinue(context, values.App, file);
        Task SaveAsync(DeploymentIntent intent, CancellationToken token) => file.SaveAsync(deploy with { Intent = intent }, token);
        try
        {
            Deployment deployment = values.Waits
                ? await FollowAsync(file, isUpdated: deploy.Update is not null, progress => client.DeployAsync(deploy.Intent, CreateDeployOptions() with { SaveIntent = SaveAsync }, progress, cancellationToken)).ConfigureAwait(false)
                : await client.CreateAsync(deploy.Intent, CreateOptions() with { SaveIntent = SaveAsync }, cancellationToken).ConfigureAwait(false);
            Delete(file);
            return EnsureNotFailed(deployment);
        }
        catch (DeploymentException exception) when (exception is DeploymentFailedException or DeploymentSupersededException)
        {
            Delete(file);
            throw;
        }
    }

    /// <summary>Without a wait, the deployment may have completed nevertheless: after a lost response, it is found later.</summary>
    private static Deployment EnsureNotFailed(Deployment deployment) => deployment.IsTerminal ? deployment.EnsureSucceeded() : deployment;

    private async Task<Deployment> FollowAsync(IntentFile? file, bool isUpdated, Func<IProgress<DeploymentProgress>, Task<Deployment>> deploy)
    {
        IProgressView<DeploymentProgress> view = context.Output.ShowDeployment();
        await using (view.ConfigureAwait(false))
        {
            return await deploy(new DeploymentFollower(context, values.App, file, isUpdated, view)).ConfigureAwait(false);
        }
    }

    private void Delete(IntentFile? file)
    {
        try
        {
            file?.Delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            context.Output.WriteWarning($"The intent file {file} cannot be deleted: {exception.Message} Delete it before the next deploy, which would otherwise continue this one."); // The outcome is not affected.
        }
    }

    private CreateDeploymentOptions CreateOptions() => new() { ConflictBehavior = values.ConflictBehavior, ConflictTimeout = values.Timeout };

    private DeployOptions CreateDeployOptions() => new() { ConflictBehavior = values.ConflictBehavior, ConflictTimeout = values.Timeout, Polling = values.Polling };
}
