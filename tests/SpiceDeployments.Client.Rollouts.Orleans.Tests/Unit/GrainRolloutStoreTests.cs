using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Unit;

public sealed class GrainRolloutStoreTests
{
    private const string Id = "build-7";
    private const int SegmentLength = 64;
    private const string Line = "a line";

    private readonly SharedGrainStorage _storage = new();
    private readonly GrainRolloutStore _store;

    public GrainRolloutStoreTests() => _store = new GrainRolloutStore(_storage);

    public static TheoryData<string> Checks => [.. RolloutStoreContract.Checks.Select(check => check.Name)];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Contract_EveryCheck_Passes(string name) =>
        RolloutStoreContract.Checks.Single(check => check.Name == name).RunAsync(() => new GrainRolloutStore(_storage), CancellationToken);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public async Task Append_OfAnyLength_LoadsAllLines(int length)
    {
        string[] expected = [.. Enumerable.Range(0, 400).Select(number => $"line {number}")];
        for (int version = 0; version < expected.Length; version += length)
        {
            await _store.AppendAsync(Id, version, expected[version..Math.Min(version + length, expected.Length)], isCompleted: false, CancellationToken);
        }

        Assert.Equal(expected, await _store.LoadAsync(Id, CancellationToken));
        for (int version = 0; version < expected.Length; version += length)
        {
            Assert.Equal(expected[version..], await _store.LoadAfterAsync(Id, version, CancellationToken));
        }

        Assert.Equal([Id], await _store.ListUnfinishedAsync(CancellationToken));
    }

    /// <summary>A write of a grain storage replaces the whole record. The first line contains the request, which may be long.</summary>
    [Fact]
    public async Task Append_ToALongJournal_WritesOneRecordOfLimitedLength()
    {
        await _store.AppendAsync(Id, 0, [new string('r', 100_000)], isCompleted: false, CancellationToken);
        for (int version = 1; version <= 10 * SegmentLength; version++)
        {
            await _store.AppendAsync(Id, version, [Line], isCompleted: false, CancellationToken);
        }

        (string Name, int Length)[] writes = [.. _storage.Writes.Where(write => write.Name.Contains("journal", StringComparison.Ordinal)).Skip(1)];
        Assert.Equal(10 * SegmentLength, writes.Length);
        Assert.Equal(10, writes.Select(write => write.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.True(writes.Max(write => write.Length) < SegmentLength * 20, $"{writes.Max(write => write.Length)} characters");
    }

    /// <summary>Some storages convert keys that are numbers.</summary>
    [Theory]
    [InlineData("7")]
    [InlineData("0abc123")]
    public async Task Append_IdIsANumber_NoKeyIs(string rolloutId)
    {
        await _store.AppendAsync(rolloutId, 0, [Line], isCompleted: false, CancellationToken);

        Assert.Equal([$"spicerollout-index/unfinished/spicerollout-index", $"spicerollout-journal/{rolloutId}/0/spicerollout-journal"], _storage.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(62)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(163)]
    [InlineData(165)]
    [InlineData(1000)]
    public async Task Append_ToAnotherVersion_ThrowsAndAppendsNothing(int version)
    {
        await AppendManyAsync(63);
        await _store.AppendAsync(Id, 63, [.. Enumerable.Repeat("line of a long append", 101)], isCompleted: false, CancellationToken);

        RolloutStoreConflictException exception =
            await Assert.ThrowsAsync<RolloutStoreConflictException>(() => _store.AppendAsync(Id, version, ["another line"], isCompleted: true, CancellationToken));

        Assert.Equal($"The journal of rollout 'build-7' does not have version {version}. Nothing was appended.", exception.Message);
        Assert.Equal(Id, exception.RolloutId);
        Assert.Equal(164, (await _store.LoadAsync(Id, CancellationToken)).Count);
        Assert.Equal([Id], await _store.ListUnfinishedAsync(CancellationToken));
    }

    /// <summary>To version 1 and 65, both appends create the next record.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(SegmentLength)]
    [InlineData(SegmentLength + 1)]
    public async Task Append_BetweenReadAndWriteOfAnother_OneOfThemConflicts(int version)
    {
        await AppendManyAsync(version);
        _storage.BeforeWrite = _ =>
        {
            _storage.BeforeWrite = null;
            _store.AppendAsync(Id, version, ["line of the other"], isCompleted: false, CancellationToken).GetAwaiter().GetResult();
        };

        await Assert.ThrowsAsync<RolloutStoreConflictException>(() => _store.AppendAsync(Id, version, ["own line"], isCompleted: false, CancellationToken));

        Assert.Equal("line of the other", (await _store.LoadAsync(Id, CancellationToken))[^1]);
        Assert.Equal(version + 1, (await _store.LoadAsync(Id, CancellationToken)).Count);
    }

    [Fact]
    public async Task Append_StorageFailsBeforeTheFirstLine_RolloutIsNotListed()
    {
        _storage.BeforeWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) ? throw new TimeoutException() : 0;

        await Assert.ThrowsAsync<TimeoutException>(() => _store.AppendAsync(Id, 0, ["line"], isCompleted: false, CancellationToken));

        Assert.Empty(await _store.ListUnfinishedAsync(CancellationToken));
        Assert.Empty(await _store.LoadAsync(Id, CancellationToken));
    }

    /// <summary>A silo that dies directly after it has stored the first line leaves a rollout that the others find.</summary>
    [Fact]
    public async Task Append_ResponseToTheFirstLineIsLost_RolloutIsListed()
    {
        _storage.AfterWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) ? throw new TimeoutException() : 0;

        await Assert.ThrowsAsync<TimeoutException>(() => _store.AppendAsync(Id, 0, ["line"], isCompleted: false, CancellationToken));

        Assert.Equal([Id], await _store.ListUnfinishedAsync(CancellationToken));
        Assert.Equal(["line"], await _store.LoadAsync(Id, CancellationToken));
    }

    [Fact]
    public async Task Append_IndexFailsAfterTheCompletion_CompletedRolloutIsNotListed()
    {
        await AppendManyAsync(1);
        _storage.BeforeWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) ? 0 : throw new TimeoutException();

        await Assert.ThrowsAsync<TimeoutException>(() => _store.AppendAsync(Id, 1, ["completed"], isCompleted: true, CancellationToken));

        Assert.Empty(await _store.ListUnfinishedAsync(CancellationToken));
    }

    /// <summary>A silo that dies directly after it has stored the line of a retry leaves a rollout that the others find.</summary>
    [Fact]
    public async Task Append_ResponseToTheLineOfARetryIsLost_RolloutIsListed()
    {
        await _store.AppendAsync(Id, 0, ["created and completed"], isCompleted: true, CancellationToken);
        _storage.AfterWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) ? throw new TimeoutException() : 0;

        await Assert.ThrowsAsync<TimeoutException>(() => _store.AppendAsync(Id, 1, ["retried"], isCompleted: false, CancellationToken));

        Assert.Equal([Id], await _store.ListUnfinishedAsync(CancellationToken));
    }

    /// <summary>The rollout is retried while its completion is removed from the index.</summary>
    [Fact]
    public async Task Append_ContinuesWhileTheCompletionIsRemoved_RolloutIsListed()
    {
        await AppendManyAsync(1);
        _storage.BeforeWrite = name =>
        {
            if (!name.Contains("journal", StringComparison.Ordinal))
            {
                _storage.BeforeWrite = null;
                _store.AppendAsync(Id, 2, ["retried"], isCompleted: false, CancellationToken).GetAwaiter().GetResult();
            }
        };

        await _store.AppendAsync(Id, 1, ["completed"], isCompleted: true, CancellationToken);

        Assert.Equal([Id], await _store.ListUnfinishedAsync(CancellationToken));
    }

    private async Task AppendManyAsync(int count)
    {
        for (int version = 0; version < count; version++)
        {
            await _store.AppendAsync(Id, version, ["line"], isCompleted: false, CancellationToken);
        }
    }
}
