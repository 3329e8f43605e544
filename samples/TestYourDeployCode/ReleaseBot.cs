using SpiceDeployments.Client;

namespace TestYourDeployCode;

/// <summary>The code under test, in place of yours: releases a commit and reports the result to the team.</summary>
public sealed class ReleaseBot(IDeploymentsClient client, long appId)
{
    public async Task<string> ReleaseAsync(string commit, CancellationToken cancellationToken)
    {
        try
        {
            var request = new CreateDeploymentRequest { CommitSha = commit };
            var options = new DeployOptions { ConflictBehavior = ConflictBehavior.Throw };
            Deployment deployment = await client.DeployAsync(appId, request, options, cancellationToken: cancellationToken);
            return $"{commit} is live with deployment {deployment.Id}.";
        }
        catch (DeploymentConflictException conflict)
        {
            return $"{commit} was not released: {conflict.ActiveDeployment?.CreatedBy ?? "somebody else"} is deploying.";
        }
        catch (DeploymentFailedException failure)
        {
            return $"{commit} failed: {failure.Deployment?.ErrorMessage}. {(failure.IsTransient ? "Release it again later." : "Fix it first.")}";
        }
        catch (DeploymentSupersededException)
        {
            return $"{commit} is not live: a newer deployment replaced it.";
        }
        catch (DeploymentOutcomeUnknownException)
        {
            return $"{commit} may be in progress: check the app before you release it again.";
        }
        catch (DeploymentTimeoutException timeout)
        {
            return $"{commit} is not live after {timeout.Elapsed.TotalMinutes:0} minutes; deployment {timeout.DeploymentId} continues.";
        }
    }
}
