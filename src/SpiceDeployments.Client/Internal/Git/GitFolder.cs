namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Reads HEAD from the files of a repository, where <c>git</c> is missing or refuses, for example because another user owns the folder.</summary>
/// <param name="path">The Git folder of the working tree, usually <c>.git</c>.</param>
internal sealed class GitFolder(string path)
{
    private const string RefPrefix = "ref:";
    private const string LinkPrefix = "gitdir:";
    private const int MaxBytes = 64 * 1024;
    private const int MaxPackedRefsBytes = 64 * 1024 * 1024;
    private const int MaxSymbolicRefs = 5;

    /// <summary>The folder that all working trees of the repository share. Only this one has the branches.</summary>
    private readonly string _commonPath = Read(path, "commondir") is { } common ? Path.Combine(path, common) : path;

    /// <summary>Returns the Git folder of a directory or of its closest parent that has one, or <c>null</c>.</summary>
    public static GitFolder? Find(string directory)
    {
        for (string? parent = directory; parent is not null; parent = Path.GetDirectoryName(parent))
        {
            if (FindIn(parent) is { } path)
            {
                return new GitFolder(path);
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the ref that HEAD refers to, or <c>null</c> if HEAD is detached or unknown, as in a repository with reftables, and the id of the commit, or
    /// <c>null</c> if unknown.
    /// </summary>
    public (string? Ref, string? CommitId) ReadHead()
    {
        string? lastRef = null;
        string? content = Read(path, "HEAD");
        for (int i = 0; i < MaxSymbolicRefs && ParseSymbolic(content) is { } name; i++)
        {
            lastRef = name;
            content = Read(path, name) ?? Read(_commonPath, name) ?? ReadPacked(name);
        }

        return (lastRef, CommitId.Parse(content));
    }

    private static string? FindIn(string directory)
    {
        string path = Path.Combine(directory, ".git");
        if (Read(directory, ".git") is { } link)
        {
            return link.StartsWith(LinkPrefix, StringComparison.Ordinal) ? Path.Combine(directory, link[LinkPrefix.Length..].Trim()) : null;
        }

        return new[] { path, directory }.FirstOrDefault(IsGitFolder);
    }

    /// <summary>A bare repository is the Git folder itself.</summary>
    private static bool IsGitFolder(string path) =>
        File.Exists(Path.Combine(path, "HEAD")) && Directory.Exists(Path.Combine(path, "objects")) && Directory.Exists(Path.Combine(path, "refs"));

    private static string? Read(string folder, string name) => TextFile.Read(Path.Join(folder, name), MaxBytes)?.Trim();

    /// <summary>No part of a ref begins with a dot, except for the <c>refs/heads/.invalid</c> that a repository with reftables contains.</summary>
    private static string? ParseSymbolic(string? content)
    {
        string? name = content?.StartsWith(RefPrefix, StringComparison.Ordinal) is true ? content[RefPrefix.Length..].Trim() : null;
        return name?.StartsWith("refs/", StringComparison.Ordinal) is true && !name.Contains("/.", StringComparison.Ordinal) ? name : null;
    }

    /// <summary>Each line has an id and a ref. The lines that start with <c>^</c> contain the commit of the tag before them, and the first one may be a header.</summary>
    private string? ReadPacked(string name)
    {
        string? refs = TextFile.Read(Path.Join(_commonPath, "packed-refs"), MaxPackedRefsBytes);
        string? line = refs?.Split('\n').FirstOrDefault(line => line is not ['#' or '^', ..] && line.TrimEnd().EndsWith($" {name}", StringComparison.Ordinal));
        return line?.Split(' ')[0];
    }
}
