using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Rollouts.Internal;
using SpiceDeployments.Client.Rollouts.Orleans;
using SpiceDeployments.Client.Rollouts.Orleans.Internal;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

namespace Orleans.Hosting;

/// <summary>Registers rollouts on a cluster.</summary>
public static class SpiceRolloutsSiloBuilderExtensions
{
    /// <summary>Registers a singleton <see cref="IRolloutClient"/> whose rollouts run on any silo of the cluster. When the silo of a rollout dies, another one continues it.</summary>
    /// <remarks>
    /// <para>
    /// Register the clients with <c>AddSpiceDeploymentsClient</c> or <c>AddKeyedSpiceDeploymentsClient</c>, the gates, a grain storage with the name
    /// <see cref="SpiceRolloutsDefaults.StorageName"/>, and a storage of the reminders, equally on each silo. The storages must survive the silos, and the grain
    /// storage must compare ETags, also when it creates a record, as that for Redis does. Do not call <c>AddSpiceRollouts</c> of the service collection: it registers
    /// rollouts of one process. A silo that lacks a storage, or has both, does not start (<see cref="OrleansConfigurationException"/>).
    /// </para>
    /// <para>
    /// A reminder of each unfinished rollout continues the rollout, unless the service has rejected the credentials. Its period is
    /// <see cref="ReminderOptions.MinimumReminderPeriod"/>: one minute by default.
    /// </para>
    /// </remarks>
    /// <param name="builder">The builder of the silo.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is <c>null</c>.</exception>
    [Experimental("SPICE001")]
    public static ISiloBuilder AddSpiceRollouts(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddReminders();
        builder.AddStartupTask<UnfinishedRollouts>();
        builder.Services.TryAddSingleton<GrainRolloutStore>();
        builder.Services.TryAddSingleton<IAppTurns, AppTurns>();
        builder.Services.TryAddSingleton<IRolloutClient, ClusterRolloutClient>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigurationValidator, StorageValidator>());
        return builder;
    }
}
