using System.Text;

namespace SpiceDeployments.Client.Rollouts.Tests.Unit;

public sealed class FileRolloutStoreTests : IDisposable
{
    private const string Id = "build-7";

    private readonly string _directory = Directory.CreateTempSubdirectory("rollouts-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private string Journal => Path.Combine(_directory, Id, "journal.jsonl");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Load_IncompleteLastLine_IsIgnored()
    {
        await WriteAsync("one\ntwo\nthr");
        using var store = new FileRolloutStore(_directory);

        Assert.Equal(["one", "two"], await store.LoadAsync(Id, CancellationToken));
    }

    [Fact]
    public async Task Append_AfterAnIncompleteLine_RemovesIt()
    {
        await WriteAsync("one\ntwo\nthr");
        using var store = new FileRolloutStore(_directory);

        await store.AppendAsync(Id, 2, ["three"], isCompleted: false, CancellationToken);

        Assert.Equal("one\ntwo\nthree\n", await File.ReadAllTextAsync(Journal, CancellationToken));
    }

    [Fact]
    public async Task Append_FolderIsLocked_ThrowsConflictAndOthersRead()
    {
        using var first = new FileRolloutStore(_directory);
        using var second = new FileRolloutStore(_directory);
        await first.AppendAsync(Id, 0, ["one"], isCompleted: false, CancellationToken);

        RolloutStoreConflictException conflict = await Assert.ThrowsAsync<RolloutStoreConflictException>(() => second.AppendAsync(Id, 1, ["two"], isCompleted: false, CancellationToken));

        Assert.StartsWith("Nothing was stored: rollout 'build-7' is locked: another process runs it", conflict.Message, StringComparison.Ordinal);
        Assert.Equal(["one"], await second.LoadAsync(Id, CancellationToken));
    }

    [Fact]
    public async Task Append_WrongVersion_DoesNotLockTheFolder()
    {
        await WriteAsync("one\n");
        using var first = new FileRolloutStore(_directory);
        using var second = new FileRolloutStore(_directory);
        await Assert.ThrowsAsync<RolloutStoreConflictException>(() => first.AppendAsync(Id, 0, ["two"], isCompleted: false, CancellationToken));

        await second.AppendAsync(Id, 1, ["two"], isCompleted: false, CancellationToken);

        Assert.Equal(["one", "two"], await first.LoadAsync(Id, CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_CompletedOrDisposed_UnlocksTheFolder(bool isCompleted)
    {
        var first = new FileRolloutStore(_directory);
        await first.AppendAsync(Id, 0, ["one"], isCompleted, CancellationToken);
        if (!isCompleted)
        {
            first.Dispose();
        }

        using var second = new FileRolloutStore(_directory);
        await second.AppendAsync(Id, 1, ["two"], isCompleted: false, CancellationToken);

        Assert.Equal(["one", "two"], await second.LoadAsync(Id, CancellationToken));
        first.Dispose();
    }

    [Fact]
    public async Task ListUnfinished_EmptyFileOfAProcessThatDied_IsNotListed()
    {
        await WriteAsync("");
        using var store = new FileRolloutStore(_directory);

        Assert.Empty(await store.ListUnfinishedAsync(CancellationToken));
    }

    [Fact]
    public async Task ListUnfinished_CompletedAndContinued_IsListedAgain()
    {
        using var store = new FileRolloutStore(_directory);
        await store.AppendAsync(Id, 0, ["one"], isCompleted: true, CancellationToken);
        IReadOnlyList<string> completed = await store.ListUnfinishedAsync(CancellationToken);
        await store.AppendAsync(Id, 1, ["two"], isCompleted: false, CancellationToken);

        Assert.Empty(completed);
        Assert.Equal([Id], await store.ListUnfinishedAsync(CancellationToken));
    }

    /// <summary>A device without space throws when it is flushed, and again when it is closed.</summary>
    [Fact]
    public async Task Append_NoSpace_ThrowsAndDoesNotStayLocked()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/dev/full"), "The device that is always full exists on Linux.");
        Directory.CreateDirectory(Path.Combine(_directory, Id));
        File.CreateSymbolicLink(Journal, "/dev/full");
        using var store = new FileRolloutStore(_directory);

        await Assert.ThrowsAnyAsync<Exception>(() => store.AppendAsync(Id, 0, ["one"], isCompleted: false, CancellationToken));

        File.Delete(Journal);
        await store.AppendAsync(Id, 0, ["one"], isCompleted: false, CancellationToken);
        Assert.Equal(["one"], await store.LoadAsync(Id, CancellationToken));
    }

    [Fact]
    public async Task Append_Disposed_Throws()
    {
        var store = new FileRolloutStore(_directory);
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.AppendAsync(Id, 0, ["one"], isCompleted: false, CancellationToken));
    }

    private async Task WriteAsync(string text)
    {
        Directory.CreateDirectory(Path.Combine(_directory, Id));
        await File.WriteAllTextAsync(Journal, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CancellationToken);
    }
}
