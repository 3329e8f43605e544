using System.Runtime.Versioning;

namespace SpiceDeployments.Client.Rollouts.Tests.Unit;

/// <summary>Who can read the files of a store on Unix. On Windows, they have the permissions of the directory around them.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FileRolloutStoreModeTests : IDisposable
{
    private const string Id = "build-7";

    private readonly string _directory = Directory.CreateTempSubdirectory("rollouts-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <summary>Journals contain commit messages and spicepods.</summary>
    [Fact]
    public async Task Append_NewRollout_OnlyTheUserCanReadIt()
    {
        string directory = Path.Combine(_directory, "store");
        using var store = new FileRolloutStore(directory);

        await store.AppendAsync(Id, 0, ["one"], isCompleted: true, CancellationToken);

        Assert.All([directory, Path.Combine(directory, Id)], folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
        string[] files = Directory.GetFiles(Path.Combine(directory, Id));
        Assert.Equal(["completed", "journal.jsonl", "lock"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task Append_FoldersThatExist_KeepTheirModes()
    {
        const UnixFileMode shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute;
        string folder = Path.Combine(_directory, Id);
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, shared);
        using var store = new FileRolloutStore(_directory);

        await store.AppendAsync(Id, 0, ["one"], isCompleted: false, CancellationToken);

        Assert.Equal(shared, File.GetUnixFileMode(folder));
    }
}
