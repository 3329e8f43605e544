using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Storage;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;
using SpiceDeployments.Client.Testing;
using StackExchange.Redis;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillTests;

/// <summary>The guarantees rest on the ETags of the storage. The other tests of the store have a storage that was written for them; this one is Redis.</summary>
public sealed class RedisStoreTests(RedisFixture redis) : IAsyncLifetime
{
    private const string Id = "build-7";

    private IHost? _host;
    private InterleavedStorage? _storage;

    public static TheoryData<string> Checks => [.. RolloutStoreContract.Checks.Select(check => check.Name)];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private InterleavedStorage Storage => _storage ?? throw new InvalidOperationException();

    /// <summary>Connects the storage to Redis as the start of a silo does, without a silo.</summary>
    public async ValueTask InitializeAsync()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering()
            .Configure<ClusterOptions>(options => options.ServiceId = Guid.NewGuid().ToString("N"))
            .AddRedisGrainStorage(SpiceRolloutsDefaults.StorageName, options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis.Address)));
        _host = builder.Build();
        IGrainStorage storage = _host.Services.GetRequiredKeyedService<IGrainStorage>(SpiceRolloutsDefaults.StorageName);
        var lifecycle = new SiloLifecycleSubject(NullLogger<SiloLifecycleSubject>.Instance);
        ((ILifecycleParticipant<ISiloLifecycle>)storage).Participate(lifecycle);
        await lifecycle.OnStart(CancellationToken);
        _storage = new InterleavedStorage(storage);
    }

    public ValueTask DisposeAsync()
    {
        _host?.Dispose();
        return default;
    }

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Contract_EveryCheck_Passes(string name) =>
        RolloutStoreContract.Checks.Single(check => check.Name == name).RunAsync(() => new GrainRolloutStore(Storage), CancellationToken);

    /// <summary>To version 0, 1 and 65, both appends create a record.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(65)]
    public async Task Append_BetweenReadAndWriteOfAnother_OneOfThemConflicts(int version)
    {
        var store = new GrainRolloutStore(Storage);
        for (int line = 0; line < version; line++)
        {
            await store.AppendAsync(Id, line, ["line"], isCompleted: false, CancellationToken);
        }

        Storage.BeforeWriteOfJournal = () => new GrainRolloutStore(Storage).AppendAsync(Id, version, ["line of the other"], isCompleted: false, CancellationToken);

        await Assert.ThrowsAsync<RolloutStoreConflictException>(() => store.AppendAsync(Id, version, ["own line"], isCompleted: false, CancellationToken));

        IReadOnlyList<string> lines = await store.LoadAsync(Id, CancellationToken);
        Assert.Equal((version + 1, "line of the other"), (lines.Count, lines[^1]));
    }

    /// <summary>Runs an action once, between the read and the write of a record.</summary>
    private sealed class InterleavedStorage(IGrainStorage storage) : IGrainStorage
    {
        public Func<Task>? BeforeWriteOfJournal { get; set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => storage.ReadStateAsync(stateName, grainId, grainState);

        public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (grainState.State is JournalSegment && BeforeWriteOfJournal is { } action)
            {
                BeforeWriteOfJournal = null;
                await action();
            }

            await storage.WriteStateAsync(stateName, grainId, grainState);
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("Journals are not deleted.");
    }
}
