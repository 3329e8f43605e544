namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Reads the variables of AWS CodeBuild. What is built is the beginning of <c>CODEBUILD_WEBHOOK_TRIGGER</c> or of <c>CODEBUILD_SOURCE_VERSION</c>.</summary>
internal sealed class CodeBuildVariables(GitEnvironment environment)
{
    public const string PullRequest = "pr/";
    public const string Tag = "tag/";

    private static readonly string[] Sources = ["CODEBUILD_WEBHOOK_TRIGGER", "CODEBUILD_SOURCE_VERSION"];

    /// <summary>Returns the value of a variable, or the variable that begins with <see cref="PullRequest"/> or <see cref="Tag"/>, or <c>null</c>.</summary>
    public string? Get(string name) => name is PullRequest or Tag
        ? Sources
            .Select(environment.Get)
            .FirstOrDefault(value => value?.StartsWith(name, StringComparison.Ordinal) is true || (name is Tag && BranchName.IsTag(value)))
        : environment.Get(name);
}
