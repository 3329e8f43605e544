using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing.Tests.RolloutStores;

namespace SpiceDeployments.Client.Testing.Tests;

public sealed class RolloutStoreContractTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;

    public static TheoryData<string> Checks => [.. RolloutStoreContract.Checks.Select(check => check.Name)];

    public static TheoryData<string> Errors => [.. BrokenRolloutStores.All.Select(store => store.Error)];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task FileRolloutStore_EveryCheck_Passes(string check) => Find(check).RunAsync(() => new FileRolloutStore(_directory), CancellationToken);

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task StoreInMemory_EveryCheckTwice_Passes(string check)
    {
        var storage = new MemoryStorage();

        await Find(check).RunAsync(() => new MemoryRolloutStore(storage), CancellationToken);
        await Find(check).RunAsync(() => new MemoryRolloutStore(storage), CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task BrokenStore_ItsCheck_NamesTheRuleAndTheViolation(string error)
    {
        (_, string name, string violation, Func<MemoryStorage, IRolloutStore> open) = BrokenRolloutStores.All.Single(store => store.Error == error);
        RolloutStoreCheck check = Find(name);
        var storage = new MemoryStorage();

        RolloutStoreContractException exception = await Assert.ThrowsAsync<RolloutStoreContractException>(() => check.RunAsync(() => open(storage), CancellationToken));

        Assert.StartsWith($"The store breaks the rule \"{check.Rule}\" ({name}). ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(violation, exception.Message, StringComparison.Ordinal);
        Assert.Equal(name, exception.CheckName);
    }

    /// <summary>A check that no broken store fails could be empty.</summary>
    [Fact]
    public void Checks_Each_FindsAnError() =>
        Assert.Equal(RolloutStoreContract.Checks.Select(check => check.Name).Order(StringComparer.Ordinal), BrokenRolloutStores.All.Select(store => store.Check).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Checks_Each_HasANameAndARule()
    {
        Assert.Distinct(RolloutStoreContract.Checks.Select(check => check.Rule));
        Assert.All(RolloutStoreContract.Checks, check => Assert.Matches("^[A-Za-z0-9]+_[A-Za-z0-9]+_[A-Za-z0-9]+$", check.Name));
        Assert.All(RolloutStoreContract.Checks, check => Assert.Equal(check.Name, check.ToString()));
    }

    [Fact]
    public async Task RunAsync_StoreThrows_KeepsTheException()
    {
        var cause = new IOException("The disk is full.");

        RolloutStoreContractException exception = await Assert.ThrowsAsync<RolloutStoreContractException>(() => RolloutStoreContract.Checks[0].RunAsync(() => throw cause, CancellationToken));

        Assert.Same(cause, exception.InnerException);
        Assert.EndsWith("An exception was thrown: IOException: The disk is full.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoInstance_SaysSo()
    {
        RolloutStoreContractException exception = await Assert.ThrowsAsync<RolloutStoreContractException>(() => RolloutStoreContract.Checks[0].RunAsync(() => null!, CancellationToken));

        Assert.EndsWith("No instance was opened: the function returned null.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Canceled_ThrowsThat()
    {
        foreach (RolloutStoreCheck check in RolloutStoreContract.Checks)
        {
            using var cancellation = new CancellationTokenSource();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check.RunAsync(OpenAndCancel, cancellation.Token));

            MemoryRolloutStore OpenAndCancel()
            {
                cancellation.Cancel();
                return new CancelableStore(new MemoryStorage());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public async Task RunAsync_Always_DisposesEveryInstance(string check)
    {
        var storage = new MemoryStorage();
        var opened = new List<DisposableStore>();

        await Find(check).RunAsync(Open, CancellationToken);

        Assert.NotEmpty(opened);
        Assert.All(opened, store => Assert.Equal(1, store.DisposeCount));

        DisposableStore Open()
        {
            DisposableStore store = opened.Count % 2 is 0 ? new DisposableStore(storage) : new AsyncDisposableStore(storage);
            opened.Add(store);
            return store;
        }
    }

    private static RolloutStoreCheck Find(string name) => RolloutStoreContract.Checks.Single(check => check.Name == name);

    private sealed class CancelableStore(MemoryStorage storage) : MemoryRolloutStore(storage)
    {
        public override Task<IReadOnlyList<string>> LoadAsync(string rolloutId, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return base.LoadAsync(rolloutId, cancellationToken);
        }

        public override Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return base.ListUnfinishedAsync(cancellationToken);
        }
    }

    private class DisposableStore(MemoryStorage storage) : MemoryRolloutStore(storage), IDisposable
    {
        public int DisposeCount { get; protected set; }

        public void Dispose() => DisposeCount++;
    }

    private sealed class AsyncDisposableStore(MemoryStorage storage) : DisposableStore(storage), IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            DisposeCount++;
        }
    }
}
