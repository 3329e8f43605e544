using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>The run of a check: the instances of the store, the ids of the rollouts, and what the store must do with them.</summary>
internal sealed class StoreSession(Func<IRolloutStore> openStore, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly List<IRolloutStore> _instances = [];

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The id of a rollout that does not exist yet.</summary>
    public string Id { get; } = $"contract-{Guid.NewGuid():N}";

    /// <exception cref="BrokenRuleException">The condition is not met.</exception>
    public static void Require(bool condition, string violation)
    {
        if (!condition)
        {
            throw new BrokenRuleException(violation);
        }
    }

    public IRolloutStore Open()
    {
        IRolloutStore store = openStore() ?? throw new BrokenRuleException("No instance was opened: the function returned null.");
        _instances.Add(store);
        return store;
    }

    /// <summary>Disposes an instance, as the end of its process would.</summary>
    public async Task CloseAsync(IRolloutStore store)
    {
        _instances.Remove(store);
        switch (store)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    public Task AppendAsync(IRolloutStore store, int expectedVersion, params string[] lines) => AppendToAsync(store, Id, expectedVersion, isCompleted: false, lines);

    public Task AppendToAsync(IRolloutStore store, string id, int expectedVersion, bool isCompleted, params string[] lines) =>
        store.AppendAsync(id, expectedVersion, lines, isCompleted, cancellationToken);

    /// <summary>Appends at a version that the journal does not have.</summary>
    /// <exception cref="BrokenRuleException">The store does not report a conflict.</exception>
    public Task RequireConflictAsync(IRolloutStore store, int expectedVersion, params string[] lines) => RequireConflictAsync(store, expectedVersion, isCompleted: false, lines);

    /// <inheritdoc cref="RequireConflictAsync(IRolloutStore, int, string[])"/>
    public async Task RequireConflictAsync(IRolloutStore store, int expectedVersion, bool isCompleted, params string[] lines) =>
        Require(
            !await TryAppendAsync(store, Id, expectedVersion, isCompleted, lines).ConfigureAwait(false),
            $"An append with the expected version {expectedVersion} did not throw {nameof(RolloutStoreConflictException)}.");

    /// <summary>Returns whether the lines were appended, or <c>false</c> after a conflict.</summary>
    /// <exception cref="BrokenRuleException">The store threw another exception.</exception>
    public async Task<bool> TryAppendAsync(IRolloutStore store, string id, int expectedVersion, bool isCompleted, params string[] lines)
    {
        try
        {
            await AppendToAsync(store, id, expectedVersion, isCompleted, lines).ConfigureAwait(false);
            return true;
        }
        catch (RolloutStoreConflictException)
        {
            return false;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenRuleException(
                $"An append with the expected version {expectedVersion} threw {exception.GetType().Name} instead of {nameof(RolloutStoreConflictException)}: {exception.Message}", exception);
        }
    }

    public Task RequireLinesAsync(params string[] expected) => RequireLinesOfAsync(Id, expected);

    /// <summary>Reads a journal with each open instance, and with another one.</summary>
    /// <exception cref="BrokenRuleException">An instance reads something other than the expected lines.</exception>
    public async Task RequireLinesOfAsync(string id, params string[] expected)
    {
        foreach (IRolloutStore store in _instances.ToArray())
        {
            await RequireLinesAsync(store, id, expected).ConfigureAwait(false);
        }

        IRolloutStore reader = Open();
        await RequireLinesAsync(reader, id, expected).ConfigureAwait(false);
        await CloseAsync(reader).ConfigureAwait(false);
    }

    /// <summary>Lists the unfinished rollouts with each open instance, and with another one.</summary>
    /// <exception cref="BrokenRuleException">An instance lists the rollout although it must not, or does not although it must.</exception>
    public async Task RequireUnfinishedAsync(bool expected, string state)
    {
        IRolloutStore reader = Open();
        foreach (IRolloutStore store in _instances)
        {
            IReadOnlyList<string> ids = await store.ListUnfinishedAsync(cancellationToken).ConfigureAwait(false);
            int count = ids.Count(id => id == Id);
            Require(
                count == (expected ? 1 : 0),
                $"{nameof(IRolloutStore.ListUnfinishedAsync)} returned the id of a rollout {state} {(count is 1 ? "once" : $"{count} times")} instead of {(expected ? "once" : "not at all")}.");
        }

        await CloseAsync(reader).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IRolloutStore store in _instances.ToArray())
        {
            await CloseAsync(store).ConfigureAwait(false);
        }
    }

    private async Task RequireLinesAsync(IRolloutStore store, string id, string[] expected)
    {
        IReadOnlyList<string> actual = await store.LoadAsync(id, cancellationToken).ConfigureAwait(false);
        Require(actual is not null, $"{nameof(IRolloutStore.LoadAsync)} returned null.");
        Require(actual!.Count == expected.Length, $"{nameof(IRolloutStore.LoadAsync)} returned {Count(actual.Count)} instead of {expected.Length}.");
        for (int index = 0; index < expected.Length; index++)
        {
            Require(
                string.Equals(actual[index], expected[index], StringComparison.Ordinal),
                $"Line {index + 1} is not the one that was appended: {Shorten(actual[index])} instead of {Shorten(expected[index])}.");
        }
    }

    private static string Count(int lines) => lines is 1 ? "1 line" : $"{lines} lines";

    private static string Shorten(string? line) => line switch
    {
        null => "null",
        { Length: > 80 } => $"'{line[..60]}…{line[^10..]}' ({line.Length} characters)",
        _ => $"'{line}'",
    };
}
