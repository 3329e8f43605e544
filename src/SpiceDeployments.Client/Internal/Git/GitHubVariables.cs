namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Reads the variables of GitHub Actions, and the values of the event file by their JSON pointers.</summary>
internal sealed class GitHubVariables(GitEnvironment environment)
{
    private readonly GitHubEvent _event = GitHubEvent.Read(environment.Get("GITHUB_EVENT_PATH"));

    /// <summary>Returns the value of a variable or of a JSON pointer, or <c>null</c>.</summary>
    public string? Get(string name) => name switch
    {
        "GITHUB_EVENT_NAME" => environment.Get(name) is { } value && HasHeadElsewhere(value) ? value : null,
        "GITHUB_REF_NAME" => environment.Get("GITHUB_REF_TYPE") is "branch" ? environment.Get(name) : null,
        "GITHUB_REF_TYPE" => environment.Get(name) is "tag" ? "tag" : null,
        "/workflow_run/head_branch" => ReadBranchOfWorkflowRun(),
        ['/', ..] => _event.Get(name),
        _ => environment.Get(name),
    };

    /// <summary>With these events, <c>GITHUB_SHA</c> is a merge commit or a commit of the base branch. Only the event file has the commit in question.</summary>
    private static bool HasHeadElsewhere(string eventName) => eventName is "workflow_run" || eventName.StartsWith("pull_request", StringComparison.Ordinal);

    /// <summary>Of a push, the event has the name of the branch or of the tag, and does not distinguish them. Only the default branch is certainly no tag.</summary>
    private string? ReadBranchOfWorkflowRun()
    {
        string? branch = _event.Get("/workflow_run/head_branch");
        bool isPullRequest = _event.Get("/workflow_run/event")?.StartsWith("pull_request", StringComparison.Ordinal) is true;
        return isPullRequest || branch == _event.Get("/repository/default_branch") ? branch : null;
    }
}
