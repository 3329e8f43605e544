using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>
/// Adds Git metadata to a request. On an app that is connected to GitHub, a branch and a commit choose what is deployed: there, metadata must be asked for with
/// <c>--git auto</c>.
/// </summary>
internal sealed class DeployGitMetadata(CommandContext context, IAppsClient client)
{
    /// <summary>Returns the request with the metadata, and writes what was added, or why nothing was.</summary>
    /// <param name="request">The request. Its own values take precedence.</param>
    /// <param name="appId">The id of the app.</param>
    /// <param name="mode">The value of <c>--git</c>, or <c>null</c> if it was not given.</param>
    /// <param name="cancellationToken">Cancels the request for the app.</param>
    public async Task<CreateDeploymentRequest> AddAsync(CreateDeploymentRequest request, long appId, GitMode? mode, CancellationToken cancellationToken)
    {
        if (mode is GitMode.Off)
        {
            return request;
        }

        if (context.Host.DetectGitMetadata() is not { } metadata)
        {
            context.Output.WriteLine("Git metadata is not sent: neither a CI system nor git reports a commit.");
            return request;
        }

        if (mode is null && await FindObstacleAsync(appId, cancellationToken).ConfigureAwait(false) is { } obstacle)
        {
            context.Output.WriteLine($"Git metadata is not sent: {obstacle}. To send it, add --git auto.");
            return request;
        }

        CreateDeploymentRequest described = request.WithGitMetadata(metadata);
        context.Output.WriteLine(described == request
            ? $"Git metadata is not sent: the options describe another revision than {metadata.Source}."
            : $"Commit {described.CommitSha ?? "(unknown)"} of {described.Branch ?? "no branch"}, from {metadata.Source}.");
        return described;
    }

    /// <summary>Returns why the app may be connected to GitHub, or <c>null</c> if it is not. The API has no field for that, but a connected app has a production branch.</summary>
    private async Task<string?> FindObstacleAsync(long appId, CancellationToken cancellationToken)
    {
        try
        {
            App app = await client.GetAppAsync(appId, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(app.ProductionBranch) ? null : $"the app has the production branch '{app.ProductionBranch}', and a branch and a commit would choose what is deployed";
        }
        catch (SpiceForbiddenException)
        {
            return "the token does not permit to read the app (scope apps:read), which may be connected to GitHub";
        }
    }
}
