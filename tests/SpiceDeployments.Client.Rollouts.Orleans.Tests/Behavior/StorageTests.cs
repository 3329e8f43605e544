using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Behavior;

/// <summary>The storage is missing, or fails.</summary>
public sealed class StorageTests : ClusterTest
{
    [Fact]
    public async Task Start_StorageIsNotAvailableForAWhile_CompletesAndDeploysOnce()
    {
        int failures = 0;
        RolloutRequest request = CreateRequest(AddApps(3));
        Storage.BeforeWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) && Interlocked.Increment(ref failures) is > 2 and <= 5 ? throw new TimeoutException("Storage away") : 0;

        await Rollouts.StartAsync(Id, request, CancellationToken);
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.True(failures > 5, $"{failures} writes");
        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, 3);
    }

    /// <summary>The record was written, but the response to the write was lost: the journal recognizes its own line.</summary>
    [Fact]
    public async Task Start_ResponsesOfTheStorageAreLost_CompletesAndDeploysOnce()
    {
        int writes = 0;
        RolloutRequest request = CreateRequest(AddApps(3));
        Storage.AfterWrite = name => _ = name.Contains("journal", StringComparison.Ordinal) && Interlocked.Increment(ref writes) % 3 is 0 ? throw new TimeoutException("Response lost") : 0;

        await Rollouts.StartAsync(Id, request, CancellationToken);
        Rollout completed = await Rollouts.WaitForCompletionAsync(Id, cancellationToken: CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, completed.Status);
        await AssertDeployedOnceAsync(Id, 3);
    }

    public static TheoryData<string, Action<ISiloBuilder>> InvalidSilos { get; } = new()
    {
        {
            "Rollouts need a grain storage with the name 'SpiceRollouts'. Add one to the silo, such as AddRedisGrainStorage(\"SpiceRollouts\", …).",
            silo => silo.UseInMemoryReminderService()
        },
        {
            "Rollouts need a storage of reminders. Add one to the silo, such as UseRedisReminderService(…).",
            silo => silo.AddMemoryGrainStorage(SpiceRolloutsDefaults.StorageName)
        },
        {
            "AddSpiceRollouts was called for the service collection, too, which registers rollouts of one process. Call AddSpiceRollouts of the silo only.",
            silo => silo.UseInMemoryReminderService().AddMemoryGrainStorage(SpiceRolloutsDefaults.StorageName).Services.AddSpiceRollouts(options => options.Directory = "rollouts")
        },
    };

    [Theory]
    [MemberData(nameof(InvalidSilos), DisableDiscoveryEnumeration = true)]
    public void Host_InvalidSilo_IsRejectedWithAdvice(string message, Action<ISiloBuilder> configure)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.UseOrleans(silo => configure(silo.UseLocalhostClustering().AddSpiceRollouts()));
        using IHost host = builder.Build();
        IConfigurationValidator[] validators = [.. host.Services.GetServices<IConfigurationValidator>()];

        OrleansConfigurationException exception = Assert.Throws<OrleansConfigurationException>(() => Array.ForEach(validators, validator => validator.ValidateConfiguration()));

        Assert.Equal(message, exception.Message);
    }
}
