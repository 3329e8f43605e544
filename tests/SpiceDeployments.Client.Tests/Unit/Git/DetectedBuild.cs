using SpiceDeployments.Client.Internal.Git;

namespace SpiceDeployments.Client.Tests.Unit.Git;

/// <summary>Detects Git metadata with given variables only: without <c>git</c> and without a repository.</summary>
internal static class DetectedBuild
{
    private static readonly string NoDirectory = Path.Combine(AppContext.BaseDirectory, "no-such-directory");

    public static GitMetadata? Detect(IReadOnlyDictionary<string, string> variables) =>
        new GitMetadataDetector(new GitEnvironment(variables, TimeProvider.System)).Detect(NoDirectory);

    public static GitMetadata? Detect(params (string Name, string Value)[] variables) =>
        Detect(variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal));
}
