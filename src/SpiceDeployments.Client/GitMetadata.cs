using SpiceDeployments.Client.Internal.Git;

namespace SpiceDeployments.Client;

/// <summary>The branch, the commit and its message that a program is built or run from.</summary>
/// <remarks>
/// <para>
/// If the app is connected to GitHub, the branch and the commit of a create request <em>choose</em> what the service deploys. For any other app, the
/// service only records them. Therefore the client adds no Git metadata to a request: call <see cref="CreateDeploymentRequest.WithGitMetadata"/>.
/// </para>
/// <para><see cref="Detect"/> creates an instance; a program that knows the values itself may also create one.</para>
/// </remarks>
public sealed record GitMetadata
{
    /// <summary>The name of the branch without a prefix such as <c>refs/heads/</c>, and never a tag. If <c>null</c>, unknown. Default <c>null</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>The complete id of the commit: 40 or 64 hexadecimal digits. If <c>null</c>, unknown. Default <c>null</c>.</summary>
    public string? CommitSha { get; init; }

    /// <summary>The first line of the message of the commit, at most 500 characters. If <c>null</c>, unknown. Default <c>null</c>.</summary>
    public string? CommitMessage { get; init; }

    /// <summary>
    /// Where the values are from: <c>git</c>, or the name of the CI system, which is <c>GitHub Actions</c>, <c>Azure Pipelines</c>, <c>GitLab CI</c>,
    /// <c>CircleCI</c>, <c>Bitbucket Pipelines</c>, <c>Buildkite</c>, <c>AppVeyor</c>, <c>Travis CI</c>, <c>AWS CodeBuild</c>, <c>Drone</c>,
    /// <c>Woodpecker CI</c>, <c>TeamCity</c>, <c>Jenkins</c> or <c>Google Cloud Build</c>. The repository may have supplied what the CI system does not
    /// report. If <c>null</c>, unknown. Default <c>null</c>.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>Reads the variables of the CI system that runs this process, or else the repository that contains a directory.</summary>
    /// <param name="directory">
    /// A directory of the repository. If <c>null</c>, the current directory. The variables of a CI system take precedence, whatever the directory is.
    /// </param>
    /// <returns>The metadata, or <c>null</c> if neither a branch nor a commit is known.</returns>
    /// <remarks>
    /// <para>
    /// On a GitHub-connected app, the branch and the commit choose what is deployed: check <see cref="Branch"/> and <see cref="CommitSha"/> before you
    /// deploy a pull request or a commit that may not have been pushed.
    /// </para>
    /// <para>
    /// Of a pull request, the metadata describes its head, not the merge with the target branch; a tag and a detached HEAD have no branch. The message is
    /// public to those who see the deployment, and may contain what its author wrote by mistake.
    /// </para>
    /// <para>
    /// The method blocks: <c>git</c> may take 10 seconds in all. The method throws no exception if <c>git</c>, the directory or a file is missing,
    /// invalid or not accessible; the values are <c>null</c> then. The variables <c>GIT_DIR</c>, <c>GIT_WORK_TREE</c> and their like are ignored.
    /// </para>
    /// </remarks>
    public static GitMetadata? Detect(string? directory = null) => new GitMetadataDetector(GitEnvironment.Current).Detect(directory);
}
