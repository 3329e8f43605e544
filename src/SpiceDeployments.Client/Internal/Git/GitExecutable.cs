namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Finds the program <c>git</c>.</summary>
internal static class GitExecutable
{
    private static readonly string FileName = OperatingSystem.IsWindows() ? "git.exe" : "git";

    /// <summary>
    /// Returns the path of <c>git</c> in the folders of a <c>PATH</c>, or <c>null</c>. Ignores folders that are relative: a program in the current
    /// folder, which may be the checkout of a stranger's pull request, must not run. Windows starts such a program first if only the name is given.
    /// </summary>
    public static string? Find(string? path) => path?
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Join(folder, FileName))
        .FirstOrDefault(File.Exists);
}
