using System.Diagnostics;
using SpiceDeployments.Client.Internal.Git;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Git;

/// <summary>How the program <c>git</c> is run, and what happens if the program refuses, fails or hangs.</summary>
public sealed class GitProgramTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Detect_FolderOfAnotherUser_ReadsTheFiles()
    {
        string repository = _sandbox.CreateRepository();
        string commit = _sandbox.Git(repository, "rev-parse", "HEAD");
        _sandbox.Variables["GIT_TEST_ASSUME_DIFFERENT_OWNER"] = "1";

        Assert.Equal(new GitMetadata { Branch = "main", CommitSha = commit, Source = "git" }, _sandbox.Detect(repository));
    }

    [Fact]
    public void Detect_FileThatIsNoProgram_ReadsTheFiles()
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.Write(OperatingSystem.IsWindows() ? "tools/git.exe" : "tools/git", "no program");
        _sandbox.Variables["PATH"] = _sandbox.PathOf("tools");

        Assert.Equal("main", _sandbox.Detect(repository)?.Branch);
    }

    [Theory]
    [InlineData("GIT_DIR", "other/.git")]
    [InlineData("GIT_WORK_TREE", "other")]
    [InlineData("GIT_COMMON_DIR", "other/.git")]
    [InlineData("GIT_OBJECT_DIRECTORY", "other/.git/objects")]
    [InlineData("GIT_CEILING_DIRECTORIES", "repository")]
    public void Detect_VariableThatRedirectsGit_IsIgnored(string name, string value)
    {
        string repository = _sandbox.CreateRepository();
        _sandbox.CreateRepository("other", "Add the other");
        GitMetadata? before = _sandbox.Detect(Directory.CreateDirectory(Path.Combine(repository, "src")).FullName);
        _sandbox.Variables[name] = _sandbox.PathOf(value.Split('/'));

        Assert.Equal(before, _sandbox.Detect(Path.Combine(repository, "src")));
        Assert.Equal("Add the dataset of open orders", before?.CommitMessage);
    }

    [Fact]
    public void Detect_MessageInAnotherEncoding_IsReadAsUtf8()
    {
        string repository = _sandbox.CreateRepository(message: "Añade «ñandú»\n\nBecause of y.");
        _sandbox.Git(repository, "config", "i18n.logOutputEncoding", "ISO-8859-1");

        Assert.Equal("Añade «ñandú»", _sandbox.Detect(repository)?.CommitMessage);
    }

    [Fact]
    public void Detect_MessageWithQuotes_KeepsThem() =>
        Assert.Equal("\"Add\" 'x' $(y) %H", _sandbox.Detect(_sandbox.CreateRepository(message: "\"Add\" 'x' $(y) %H"))?.CommitMessage);

    /// <summary>In a partial clone, <c>git</c> would ask the server for a commit that is missing.</summary>
    [Fact]
    public void Detect_CommitMissingInAPartialClone_FetchesNothing()
    {
        string repository = _sandbox.CreateRepository();
        string first = _sandbox.Git(repository, "rev-parse", "HEAD");
        _sandbox.Commit(repository, "Add another dataset");
        _sandbox.Git(repository, "config", "uploadpack.allowFilter", "true");
        _sandbox.Git(repository, "config", "uploadpack.allowAnySHA1InWant", "true");
        _sandbox.Git(_sandbox.PathOf(), "clone", "--quiet", "--depth", "1", "--filter=blob:none", new Uri(repository).AbsoluteUri, "partial");
        _sandbox.Variables["CIRCLECI"] = "true";
        _sandbox.Variables["CIRCLE_SHA1"] = first;

        Assert.Equal(new GitMetadata { CommitSha = first, Source = "CircleCI" }, _sandbox.Detect(_sandbox.PathOf("partial")));
        Assert.Equal(0, CountObjects(_sandbox.PathOf("partial"), first));
    }

    [Fact]
    public void Run_Always_AsksNothingAndLocksNothing()
    {
        string repository = _sandbox.CreateRepository();
        using var git = new GitCommand(new GitEnvironment(_sandbox.Variables, _sandbox.Clock));

        string[] variables = git.Run(repository, "-c", "alias.show-environment=!env", "show-environment")?.Split('\n', StringSplitOptions.TrimEntries) ?? [];

        Assert.Contains("GIT_TERMINAL_PROMPT=0", variables);
        Assert.Contains("GIT_OPTIONAL_LOCKS=0", variables);
        Assert.Equal("", git.Run(repository, "-c", "alias.read-input=!cat", "read-input"));
    }

    [Fact]
    public async Task Detect_HangingGit_IsKilledAndTheFilesAreRead()
    {
        string repository = _sandbox.CreateRepository();
        string commit = _sandbox.Git(repository, "rev-parse", "HEAD");
        using var git = HangingGit.Install(_sandbox);

        Task<GitMetadata?> detection = Task.Run(() => _sandbox.Detect(repository), TestContext.Current.CancellationToken);
        git.WaitUntilStarted();
        _sandbox.Clock.Advance(GitCommand.TimeLimit);

        Assert.Equal(new GitMetadata { Branch = "main", CommitSha = commit, Source = "git" }, await detection);
        Assert.Equal("", git.ReadUntilKilled());
    }

    private int CountObjects(string repository, string id)
    {
        using var git = new GitCommand(new GitEnvironment(_sandbox.Variables, _sandbox.Clock));
        return git.Run(repository, "cat-file", "-e", id) is null ? 0 : 1;
    }

    /// <summary>
    /// A <c>git</c> that does not complete, and whose child process reports when it does. Both have a named pipe open, whose end shows that both were killed.
    /// Windows has no such pipe: there, <c>git</c> is a program that fails.
    /// </summary>
    private sealed class HangingGit : IDisposable
    {
        private const string Script = """
            #!/bin/sh
            exec 3> "$PIPE"
            echo started >&3
            (sleep 60; echo survived >&3) &
            wait
            """;

        private readonly string? _pipe;
        private StreamReader? _reader;

        private HangingGit(string? pipe) => _pipe = pipe;

        public static HangingGit Install(GitSandbox sandbox)
        {
            string folder = Directory.CreateDirectory(sandbox.PathOf("tools")).FullName;
            if (OperatingSystem.IsWindows())
            {
                File.Copy(Path.Combine(Environment.SystemDirectory, "ping.exe"), Path.Combine(folder, "git.exe"));
                sandbox.Variables["PATH"] = folder;
                return new HangingGit(pipe: null);
            }

            File.SetUnixFileMode(sandbox.Write("tools/git", Script), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            string pipe = sandbox.PathOf("pipe");
            using var make = Process.Start("mkfifo", [pipe]);
            make.WaitForExit();
            sandbox.Variables["PATH"] = $"{folder}:{sandbox.Variables["PATH"]}";
            sandbox.Variables["PIPE"] = pipe;
            return new HangingGit(pipe);
        }

        public void Dispose() => _reader?.Dispose();

        public void WaitUntilStarted()
        {
            _reader = _pipe is null ? null : new StreamReader(_pipe);
            Assert.Equal(_pipe is null ? null : "started", _reader?.ReadLine());
        }

        public string ReadUntilKilled() => _reader?.ReadToEnd() ?? "";
    }
}
