using System.Security.Cryptography;
using System.Text;
using SpiceDeployments.Client;

namespace DeploySpicepod;

/// <summary>Updates the spicepod of an app, deploys the app, and writes what happens.</summary>
internal sealed class SpicepodDeploy(DeploymentsClient client, TextWriter output)
{
    /// <summary>The tag of the app that records what was last deployed.</summary>
    private const string Tag = "deployed-spicepod";

    private static readonly PollingOptions Polling = new() { InitialDelay = TimeSpan.FromSeconds(1) };

    /// <summary>
    /// Deploys the app unless the spicepod was deployed before. Only the service parses YAML as the service does, and an update deploys nothing. So the file is
    /// sent, and the parsed spicepod is compared with what was last deployed. If this program ends before the tag is set, the next run deploys.
    /// </summary>
    public async Task RunAsync(string appName, string spicepod, bool force, CancellationToken cancellationToken)
    {
        App found = await client.FindAppAsync(appName, cancellationToken);
        await client.UpdateAppAsync(found.Id, new UpdateAppRequest { Spicepod = spicepod }, cancellationToken);
        App updated = await client.GetAppAsync(found.Id, cancellationToken);
        string digest = GetDigest(updated);
        bool wasDeployed = updated.Tags?.GetValueOrDefault(Tag) == digest;
        await output.WriteLineAsync($"{updated}: the spicepod {(wasDeployed ? "was deployed before" : "has changed")}.");
        if (wasDeployed && !force)
        {
            await output.WriteLineAsync("Nothing to deploy. Add --force to deploy anyway.");
            return;
        }

        await DeployAsync(updated.Id, cancellationToken);
        App current = await client.GetAppAsync(updated.Id, cancellationToken); // Others may have changed the tags meanwhile.
        var tags = new Dictionary<string, string?>(StringComparer.Ordinal) { [Tag] = digest };
        await client.UpdateAppAsync(updated.Id, new UpdateAppRequest().WithTags(current, tags), cancellationToken);
    }

    private static string GetDigest(App app)
    {
        string spicepod = app.Config?.Spicepod?.GetRawText() ?? throw new InvalidOperationException($"The service did not send the spicepod of {app}.");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(spicepod)));
    }

    private async Task DeployAsync(long appId, CancellationToken cancellationToken)
    {
        CreateDeploymentRequest request = await DescribeAsync();
        Deployment deployment = await client.DeployAsync(appId, request, new DeployOptions { Polling = Polling }, cancellationToken: cancellationToken);
        await output.WriteLineAsync($"Deployment {deployment.Id} succeeded after {deployment.Duration?.TotalSeconds:0} s: image {deployment.ImageTag}, {deployment.Replicas} replica(s).");
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
