using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Git;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A temporary folder with repositories, made by the installed <c>git</c> without the configuration of the user.</summary>
internal sealed class GitSandbox : IDisposable
{
    private static readonly string[] Inherited = ["PATH", "SYSTEMROOT", "TEMP", "TMP"];

    private readonly string _root = Directory.CreateTempSubdirectory("git-metadata-").FullName;

    public GitSandbox()
    {
        Variables = Inherited
            .Where(name => Environment.GetEnvironmentVariable(name) is not null)
            .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!, StringComparer.Ordinal);
        Variables["HOME"] = _root;
        Variables["GIT_CONFIG_GLOBAL"] = "/dev/null";
        Variables["GIT_CONFIG_NOSYSTEM"] = "1";
    }

    /// <summary>The environment variables of <c>git</c> and of <see cref="Detect"/>.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>The clock of the time limit, which stands still.</summary>
    public FakeTimeProvider Clock { get; } = new();

    public void Dispose()
    {
        // Git writes its objects read-only, and Windows does not delete such files.
        foreach (FileInfo file in new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.IsReadOnly))
        {
            file.IsReadOnly = false;
        }

        Directory.Delete(_root, recursive: true);
    }

    public string PathOf(params IEnumerable<string> parts) => Path.Combine([_root, .. parts]);

    /// <summary>Writes a file, and its folder if missing, and returns the path.</summary>
    public string Write(string name, string text)
    {
        string path = PathOf(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Makes a repository with one commit on the branch <c>main</c>, and returns its path.</summary>
    public string CreateRepository(string name = "repository", string message = "Add the dataset of open orders")
    {
        string path = CreateEmptyRepository(name);
        Commit(path, message);
        return path;
    }

    /// <summary>Makes a repository without a commit, and returns its path.</summary>
    public string CreateEmptyRepository(string name = "repository", params IEnumerable<string> arguments)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(path);
        Git(path, ["init", "--quiet", .. arguments]);
        return path;
    }

    /// <summary>Adds a commit and returns its id.</summary>
    public string Commit(string repository, string message)
    {
        Git(repository, "commit", "--quiet", "--allow-empty", "--message", message);
        return Git(repository, "rev-parse", "HEAD");
    }

    /// <summary>Adds the branch <c>feature/x</c> with one commit, merges it into <c>main</c>, and returns the ids of the commit and of the merge.</summary>
    public (string Head, string Merge) MergeBranch(string repository)
    {
        Git(repository, "checkout", "--quiet", "-b", "feature/x");
        string head = Commit(repository, "Change x");
        Git(repository, "checkout", "--quiet", "main");
        Git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge x into main", "feature/x");
        return (head, Git(repository, "rev-parse", "HEAD"));
    }

    /// <summary>Runs <c>git</c> and returns its output.</summary>
    public string Git(string directory, params IEnumerable<string> arguments)
    {
        string[] configuration = ["user.name=A", "user.email=a@example.com", "init.defaultBranch=main", "protocol.file.allow=always", "commit.gpgSign=false"];
        var start = new ProcessStartInfo("git", [.. configuration.SelectMany(setting => new[] { "-c", setting }), .. arguments])
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode is 0, $"git {string.Join(' ', arguments)} exited with {process.ExitCode}.");
        return output.TrimEnd();
    }

    /// <summary>Hides <c>git</c> from <see cref="Detect"/>, so that only files are read.</summary>
    public void HideGit() => Variables.Remove("PATH");

    public GitMetadata? Detect(string? directory) => new GitMetadataDetector(new GitEnvironment(Variables, Clock)).Detect(directory);
}
