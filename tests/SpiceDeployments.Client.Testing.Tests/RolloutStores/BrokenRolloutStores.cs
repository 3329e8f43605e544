using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Tests.RolloutStores;

/// <summary>Stores with one error each, and the check that finds the error.</summary>
internal static class BrokenRolloutStores
{
    /// <summary>The error, the name of the check, what its message says, and the store.</summary>
    public static IReadOnlyList<(string Error, string Check, string Violation, Func<MemoryStorage, IRolloutStore> Open)> All { get; } =
    [
        ("throws for an unknown rollout", "Load_UnknownRollout_IsEmpty", "KeyNotFoundException", storage => new Throwing(storage)),
        ("returns an empty line for an unknown rollout", "Load_UnknownRollout_IsEmpty", "LoadAsync returned 1 line instead of 0.", storage => new EmptyLine(storage)),
        ("counts versions from 1", "Append_AtVersion0_CreatesTheJournal", "RolloutStoreConflictException", storage => new CountingFrom1(storage)),
        ("stores nothing", "Append_AtVersion0_CreatesTheJournal", "LoadAsync returned 0 lines instead of 1.", storage => new Forgetful(storage)),
        ("sorts the lines as text", "Append_SeveralLines_KeepsTheirOrder", "Line 3 is not the one that was appended: 'line 10' instead of 'line 2'.", storage => new Sorting(storage)),
        ("returns the newest line first", "Append_SeveralLines_KeepsTheirOrder", "Line 1", storage => new NewestFirst(storage)),
        ("reads one page", "Append_SeveralLines_KeepsTheirOrder", "LoadAsync returned 100 lines instead of 120.", storage => new OnePage(storage)),
        ("trims the lines", "Append_AnyText_IsKeptExactly", "Line 2", storage => new Changing(storage, line => line.Trim())),
        ("adds a line break", "Append_AnyText_IsKeptExactly", "Line 1", storage => new Changing(storage, line => line + "\n")),
        ("unescapes the text", "Append_AnyText_IsKeptExactly", "Line 1", storage => new Changing(storage, line => line.Replace("\\\"", "\"", StringComparison.Ordinal))),
        ("stores Latin-1", "Append_AnyText_IsKeptExactly", "Line 3", storage => new Changing(storage, line => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.Latin1.GetBytes(line)))),
        ("composes accents", "Append_AnyText_IsKeptExactly", "Line 3", storage => new Changing(storage, line => line.Normalize())),
        ("compares lines without their case", "Append_AnyText_IsKeptExactly", "LoadAsync returned", storage => new WithoutRepeats(storage, StringComparer.OrdinalIgnoreCase)),
        ("stores an equal line once", "Append_AnyText_IsKeptExactly", "LoadAsync returned 5 lines instead of 6.", storage => new WithoutRepeats(storage, StringComparer.Ordinal)),
        ("has a column of 64 KB", "Append_LongLine_IsKeptExactly", "Line 1", storage => new Changing(storage, line => line[..Math.Min(line.Length, 65_536)])),
        ("replaces characters of the id", "Append_SimilarIds_AreDifferentRollouts", "RolloutStoreConflictException", storage => new WithKeys(storage, id => id.Replace('.', '-'))),
        ("ignores a '.' at the end of an id", "Append_SimilarIds_AreDifferentRollouts", "RolloutStoreConflictException", storage => new WithKeys(storage, id => id.Replace('_', '.').TrimEnd('.'))),
        ("shortens the id", "Append_SimilarIds_AreDifferentRollouts", "RolloutStoreConflictException", storage => new WithKeys(storage, id => id[..Math.Min(id.Length, 99)])),
        ("reads rollouts with the same prefix", "Append_SimilarIds_AreDifferentRollouts", "LoadAsync returned", storage => new ByPrefix(storage)),
        ("lists one id for similar ones", "Append_SimilarIds_AreDifferentRollouts", "did not return each", storage => new ListingSimilarOnce(storage)),
        ("ignores the token", "Append_CanceledToken_AppendsNothing", "The append completed.", storage => new IgnoringTheToken(storage)),
        ("checks the token too late", "Append_CanceledToken_AppendsNothing", "LoadAsync returned 1 line instead of 0.", storage => new CheckingTheTokenLate(storage)),
        ("replaces a journal", "Append_AtVersion0Again_Conflicts", "did not throw RolloutStoreConflictException", storage => new Replacing(storage)),
        ("regards equal lines as a repetition", "Append_AtVersion0Again_Conflicts", "did not throw RolloutStoreConflictException", storage => new Idempotent(storage)),
        ("never conflicts", "Append_StaleVersion_Conflicts", "did not throw RolloutStoreConflictException", storage => new WithConflicts(storage, static (_, _) => false)),
        ("permits earlier versions", "Append_StaleVersion_Conflicts", "did not throw RolloutStoreConflictException", storage => new WithConflicts(storage, static (expected, version) => expected > version || (expected is 0 && version > 0))),
        ("appends line by line", "Append_StaleVersion_Conflicts", "LoadAsync returned", storage => new LineByLine(storage)),
        ("throws another exception", "Append_StaleVersion_Conflicts", "threw InvalidOperationException instead of RolloutStoreConflictException: ", storage => new ThrowingAnother(storage)),
        ("permits later versions", "Append_FutureVersion_Conflicts", "did not throw RolloutStoreConflictException", storage => new WithConflicts(storage, static (expected, version) => expected < version || (version is 0 && expected > 0))),
        ("creates a journal at any version", "Append_FutureVersionOfUnknownRollout_Conflicts", "did not throw RolloutStoreConflictException", storage => new WithConflicts(storage, static (expected, version) => version > 0 && expected != version)),
        ("creates the journal before it checks", "Append_FutureVersionOfUnknownRollout_Conflicts", "whose only append conflicted once instead of not at all", storage => new CreatingFirst(storage)),
        ("stays in conflict", "Append_AfterAConflict_Continues", "RolloutStoreConflictException", storage => new StayingInConflict(storage)),
        ("lists nothing", "ListUnfinished_NotCompleted_IsListed", "that has not completed 0 times instead of once", storage => new Listing(storage, static _ => false)),
        ("lists an id twice", "ListUnfinished_NotCompleted_IsListed", "that has not completed 2 times instead of once", storage => new ListingTwice(storage)),
        ("ignores isCompleted", "ListUnfinished_Completed_IsNotListed", "that has completed once instead of not at all", storage => new Listing(storage, static _ => true)),
        ("keeps a rollout completed", "ListUnfinished_ContinuedAfterCompletion_IsListed", "that was continued after it had completed 0 times instead of once", storage => new CompletedForever(storage)),
        ("completes before it checks", "ListUnfinished_AfterAConflict_IsUnchanged", "whose completion conflicted 0 times instead of once", storage => new CompletingFirst(storage)),
        ("continues before it checks", "ListUnfinished_AfterAConflict_IsUnchanged", "whose continuation conflicted once instead of not at all", storage => new ContinuingFirst(storage)),
        ("caches what it has read", "Load_AnotherInstance_ReadsEachAppend", "LoadAsync returned 0 lines instead of 1.", storage => new CachingLines(storage)),
        ("has its own journals", "Load_AnotherInstance_ReadsEachAppend", "LoadAsync returned 0 lines instead of 1.", _ => new MemoryRolloutStore(new MemoryStorage())),
        ("counts only its own appends", "Append_AnotherInstance_ContinuesTheJournal", "RolloutStoreConflictException", storage => new CountingItsOwn(storage)),
        ("caches the version", "Append_StaleVersionByAnotherInstance_Conflicts", "did not throw RolloutStoreConflictException", storage => new CachingTheVersion(storage)),
        ("checks the version, then appends", "Append_ManyAtTheSameVersion_OneIsStored", "appends with the expected version 0 completed.", storage => new CheckingFirst(storage)),
        ("rejects concurrent appends", "Append_ManyAtTheSameVersion_OneIsStored", "0 of 16 appends with the expected version 0 completed.", storage => new RejectingConcurrent(storage)),
        ("locks only within an instance", "Append_TwoInstancesAtTheSameVersion_AtMostOneIsStored", "Both appends", storage => new LockingTheInstance(storage)),
        ("permits one rollout at a time", "Append_ManyRolloutsAtTheSameTime_KeepsEach", "RolloutStoreConflictException", storage => new OneRolloutAtATime(storage)),
    ];

    private sealed class Throwing(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            Find(rolloutId) is null ? throw new KeyNotFoundException() : base.LoadAsync(rolloutId, cancellationToken);
    }

    private sealed class EmptyLine(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            Find(rolloutId) is null ? [""] : await base.LoadAsync(rolloutId, cancellationToken);
    }

    private sealed class CountingFrom1(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        protected override bool IsConflict(int expectedVersion, int version) => expectedVersion != version + 1;
    }

    private sealed class Forgetful(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        protected override void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted)
        {
        }
    }

    private sealed class Sorting(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            [.. (await base.LoadAsync(rolloutId, cancellationToken)).Order(StringComparer.Ordinal)];
    }

    private sealed class NewestFirst(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            [.. (await base.LoadAsync(rolloutId, cancellationToken)).Reverse()];
    }

    private sealed class OnePage(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            [.. (await base.LoadAsync(rolloutId, cancellationToken)).Take(100)];
    }

    private sealed class Changing(MemoryStorage storage, Func<string, string> change) : MemoryRolloutStore(storage)
    {
        protected override void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted) => base.Append(rolloutId, [.. lines.Select(change)], isCompleted);
    }

    private sealed class WithoutRepeats(MemoryStorage storage, StringComparer comparer) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            [.. (await base.LoadAsync(rolloutId, cancellationToken)).Distinct(comparer)];
    }

    private sealed class WithKeys(MemoryStorage storage, Func<string, string> getKey) : MemoryRolloutStore(storage)
    {
        protected override string GetKey(string rolloutId) => getKey(rolloutId);
    }

    private sealed class ByPrefix(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<string>>([.. Storage.Journals.Where(journal => journal.Key.StartsWith(rolloutId, StringComparison.Ordinal)).SelectMany(journal => journal.Value.Lines)]);
    }

    private sealed class ListingSimilarOnce(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default) =>
            [.. (await base.ListUnfinishedAsync(cancellationToken)).DistinctBy(id => id.Replace('_', '-'), StringComparer.Ordinal)];
    }

    private sealed class IgnoringTheToken(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default) =>
            base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, CancellationToken.None);
    }

    private sealed class CheckingTheTokenLate(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            await base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private sealed class Replacing(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        protected override void ThrowIfConflict(int expectedVersion, int version, IReadOnlyList<string> lines)
        {
            if (expectedVersion is not 0)
            {
                base.ThrowIfConflict(expectedVersion, version, lines);
            }
        }

        protected override void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted)
        {
            Storage.Journals.Remove(rolloutId);
            base.Append(rolloutId, lines, isCompleted);
        }
    }

    private sealed class Idempotent(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            if (lines.Count is 0 || Find(rolloutId)?.Lines.Skip(expectedVersion).SequenceEqual(lines, StringComparer.Ordinal) is not true)
            {
                await base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
            }
        }
    }

    private sealed class WithConflicts(MemoryStorage storage, Func<int, int, bool> isConflict) : MemoryRolloutStore(storage)
    {
        protected override bool IsConflict(int expectedVersion, int version) => isConflict(expectedVersion, version);
    }

    /// <summary>Inserts each line under its number, and stops at the first number that exists.</summary>
    private sealed class LineByLine(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            int version = GetVersion(rolloutId);
            if (expectedVersion > 0 && expectedVersion < version && expectedVersion + lines.Count > version)
            {
                await base.AppendAsync(rolloutId, version, [.. lines.Skip(version - expectedVersion)], isCompleted, cancellationToken);
            }

            await base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
        }
    }

    private sealed class ThrowingAnother(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        protected override void ThrowIfConflict(int expectedVersion, int version, IReadOnlyList<string> lines)
        {
            if (IsConflict(expectedVersion, version))
            {
                throw new InvalidOperationException("Duplicate key.");
            }
        }
    }

    private sealed class CreatingFirst(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            lock (Storage)
            {
                Storage.Journals.TryAdd(rolloutId, new MemoryJournal());
            }

            return base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
        }
    }

    private sealed class StayingInConflict(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private bool _isInConflict;

        protected override bool IsConflict(int expectedVersion, int version) => _isInConflict |= base.IsConflict(expectedVersion, version);
    }

    private sealed class Listing(MemoryStorage storage, Func<MemoryJournal, bool> isUnfinished) : MemoryRolloutStore(storage)
    {
        protected override bool IsUnfinished(MemoryJournal journal) => isUnfinished(journal);
    }

    private sealed class ListingTwice(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override async Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
        {
            IReadOnlyList<string> ids = await base.ListUnfinishedAsync(cancellationToken);
            return [.. ids, .. ids];
        }
    }

    private sealed class CompletedForever(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        protected override void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted) =>
            base.Append(rolloutId, lines, isCompleted || Find(rolloutId)?.IsCompleted is true);
    }

    private sealed class CompletingFirst(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            if (isCompleted && Find(rolloutId) is { } journal)
            {
                journal.IsCompleted = true;
            }

            return base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
        }
    }

    private sealed class ContinuingFirst(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            if (!isCompleted && Find(rolloutId) is { } journal)
            {
                journal.IsCompleted = false;
            }

            return base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
        }
    }

    private sealed class CachingLines(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private readonly Dictionary<string, IReadOnlyList<string>> _cache = new(StringComparer.Ordinal);

        public override async Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default) =>
            _cache.TryGetValue(rolloutId, out IReadOnlyList<string>? lines) ? lines : _cache[rolloutId] = await base.LoadAsync(rolloutId, cancellationToken);
    }

    private sealed class CountingItsOwn(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);

        protected override int GetVersion(string rolloutId) => _versions.GetValueOrDefault(rolloutId);

        protected override void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted)
        {
            base.Append(rolloutId, lines, isCompleted);
            _versions[rolloutId] = GetVersion(rolloutId) + lines.Count;
        }
    }

    private sealed class CachingTheVersion(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private readonly Dictionary<string, int> _versions = new(StringComparer.Ordinal);

        protected override int GetVersion(string rolloutId) => _versions.TryGetValue(rolloutId, out int version) ? version : base.GetVersion(rolloutId);

        protected override void Append(string rolloutId, IReadOnlyList<string> lines, bool isCompleted)
        {
            int version = GetVersion(rolloutId);
            base.Append(rolloutId, lines, isCompleted);
            _versions[rolloutId] = version + lines.Count;
        }
    }

    /// <summary>All concurrent appends of a version check it before the first of them appends.</summary>
    private sealed class CheckingFirst(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private readonly Gathering _gathering = new(2);

        public override async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            ThrowIfConflict(expectedVersion, GetVersion(rolloutId), lines);
            await _gathering.WaitAsync();
            lock (Storage)
            {
                Append(rolloutId, lines, isCompleted);
            }
        }
    }

    private sealed class RejectingConcurrent(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private readonly Gathering _gathering = new(2);

        public override async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            await _gathering.WaitAsync();
            throw new RolloutStoreConflictException("Busy.");
        }
    }

    /// <summary>Correct within an instance. Two instances check the version before one of them appends.</summary>
    private sealed class LockingTheInstance(MemoryStorage storage) : MemoryRolloutStore(storage), IDisposable
    {
        private static readonly Gathering BothInstances = new(2);

        private readonly SemaphoreSlim _semaphore = new(1);

        public void Dispose() => _semaphore.Dispose();

        public override async Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default)
        {
            await _semaphore.WaitAsync(cancellationToken);
            try
            {
                ThrowIfConflict(expectedVersion, GetVersion(rolloutId), lines);
                await BothInstances.WaitAsync();
                lock (Storage)
                {
                    Append(rolloutId, lines, isCompleted);
                }
            }
            finally
            {
                _semaphore.Release();
            }
        }
    }

    private sealed class OneRolloutAtATime(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        private string? _current;

        public override Task AppendAsync(string rolloutId, int expectedVersion, IReadOnlyList<string> lines, bool isCompleted, CancellationToken cancellationToken = default) =>
            Interlocked.CompareExchange(ref _current, rolloutId, comparand: null) is { } other && other != rolloutId
                ? throw new RolloutStoreConflictException($"{other} runs.")
                : base.AppendAsync(rolloutId, expectedVersion, lines, isCompleted, cancellationToken);
    }
}
