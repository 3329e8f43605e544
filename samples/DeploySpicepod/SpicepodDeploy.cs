using SpiceDeployments.Client;

namespace DeploySpicepod;

/// <summary>Updates the spicepod of an app, deploys the app, and writes what happens.</summary>
internal sealed class SpicepodDeploy(DeploymentsClient client, TextWriter output)
{
    private static readonly PollingOptions Polling = new() { InitialDelay = TimeSpan.FromSeconds(1), Schedule = PollingSchedule.Exponential };

    public async Task RunAsync(string appName, string spicepod, bool force, CancellationToken cancellationToken)
    {
        App found = await client.FindAppAsync(appName, cancellationToken);
        if (!await UpdateAsync(found.Id, spicepod, cancellationToken) && !force)
        {
            await output.WriteLineAsync("Nothing to deploy. Add --force to deploy anyway.");
            return;
        }

        CreateDeploymentRequest request = await DescribeAsync();
        Deployment deployment = await client.DeployAsync(found.Id, request, new DeployOptions { Polling = Polling }, cancellationToken: cancellationToken);
        await output.WriteLineAsync($"Deployment {deployment.Id} succeeded after {deployment.Duration?.TotalSeconds:0} s: image {deployment.ImageTag}, {deployment.Replicas} replica(s).");
    }

    /// <summary>
    /// Updates the app and returns whether its spicepod has changed. Only the service parses YAML as the service does, and an update deploys nothing. So the
    /// file is sent, and the parsed spicepods before and after are compared.
    /// </summary>
    private async Task<bool> UpdateAsync(long appId, string spicepod, CancellationToken cancellationToken)
    {
        App before = await client.GetAppAsync(appId, cancellationToken);
        UpdateAppRequest update = new UpdateAppRequest { Spicepod = spicepod }.WithTags(before, new Dictionary<string, string?>(StringComparer.Ordinal) { ["deployed-by"] = "DeploySpicepod" });
        App after = await client.UpdateAppAsync(appId, update, cancellationToken);
        bool hasChanged = !after.Config!.HasSameSpicepod(before.Config);
        await output.WriteLineAsync($"{after}: the spicepod {(hasChanged ? "has changed" : "is unchanged")}.");
        return hasChanged;
    }

    private async Task<CreateDeploymentRequest> DescribeAsync()
    {
        if (GitMetadata.Detect() is not { } git)
        {
            await output.WriteLineAsync("Neither a CI system nor Git knows what is deployed.");
            return new CreateDeploymentRequest();
        }

        await output.WriteLineAsync($"Deploying commit {git.CommitSha} of branch {git.Branch ?? "(none)"}, from {git.Source}.");
        return new CreateDeploymentRequest().WithGitMetadata(git);
    }
}
