using SpiceDeployments.Client;

namespace DeployWorker;

/// <summary>The steps of the deployment of one organization: prepare, create, wait. Begins with the first step that no earlier process has completed.</summary>
internal sealed class DeploymentSteps(Organization organization, IDeploymentsClient client, RunState run, ILogger logger)
{
    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        DeploymentState? earlier = run.Find(organization.Name);
        return earlier switch
        {
            { Outcome: { } outcome } => Report(earlier, outcome),
            { DeploymentId: { } deploymentId } => await ResumeAsync(earlier.Intent, deploymentId, cancellationToken),
            _ => await CreateAndWaitAsync(earlier?.Intent, cancellationToken),
        };
    }

    private Result Report(DeploymentState earlier, DeploymentStatus outcome)
    {
        logger.CompletedEarlier(organization.Name, earlier.DeploymentId, outcome);
        return outcome is DeploymentStatus.Succeeded ? Result.Succeeded : Result.Failed;
    }

    private async Task<Result> ResumeAsync(DeploymentIntent intent, long deploymentId, CancellationToken cancellationToken)
    {
        try
        {
            return await WaitAsync(intent, deploymentId, cancellationToken);
        }
        catch (DeploymentNotFoundException)
        {
            logger.NoLongerExists(organization.Name, deploymentId, intent.AppId);
            run.Remove(organization.Name);
            return await CreateAndWaitAsync(intent: null, cancellationToken);
        }
    }

    private async Task<Result> CreateAndWaitAsync(DeploymentIntent? intent, CancellationToken cancellationToken)
    {
        intent ??= await PrepareAsync(cancellationToken);
        Deployment created = await CreateAsync(intent, cancellationToken);
        return await WaitAsync(intent, created.Id, cancellationToken);
    }

    /// <summary>The intent is stored before it is used: whenever this process is killed, the next one has the key of what was sent.</summary>
    private async Task<DeploymentIntent> PrepareAsync(CancellationToken cancellationToken)
    {
        DeploymentIntent intent = await client.PrepareAsync(organization.AppId, new CreateDeploymentRequest { CommitMessage = "Deployed by DeployWorker" }, cancellationToken);
        run.Set(organization.Name, new DeploymentState(intent));
        return intent;
    }

    private async Task<Deployment> CreateAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        logger.Creating(organization.Name, intent.AppId, intent.Key);
        try
        {
            var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry, SaveIntent = SaveAsync };
            Deployment created = await client.CreateAsync(intent, options, cancellationToken);
            run.Set(organization.Name, new DeploymentState(intent, created.Id));
            return created;
        }
        catch (SpiceApiException) // No deployment was created. The next start prepares another intent, with the settings that apply then.
        {
            run.Remove(organization.Name);
            throw;
        }
    }

    private Task SaveAsync(DeploymentIntent intent, CancellationToken cancellationToken)
    {
        run.Set(organization.Name, new DeploymentState(intent));
        return Task.CompletedTask;
    }

    private async Task<Result> WaitAsync(DeploymentIntent intent, long deploymentId, CancellationToken cancellationToken)
    {
        logger.Waiting(organization.Name, deploymentId, intent.AppId);
        Deployment completed = await client.WaitForCompletionAsync(intent.AppId, deploymentId, cancellationToken: cancellationToken);
        run.Set(organization.Name, new DeploymentState(intent, deploymentId, completed.Status));
        try
        {
            completed.EnsureSucceeded();
            logger.Succeeded(organization.Name, deploymentId);
            return Result.Succeeded;
        }
        catch (DeploymentException exception)
        {
            logger.Failed(organization.Name, SingleLine.From(exception.Message));
            return Result.Failed;
        }
    }
}
