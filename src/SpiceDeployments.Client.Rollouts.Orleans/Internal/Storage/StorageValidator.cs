using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>Checks when the silo starts that rollouts have their storages, and that no rollouts of one process are registered beside them.</summary>
internal sealed class StorageValidator(IServiceProvider services) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (FindError() is { } error)
        {
            throw new OrleansConfigurationException(error);
        }
    }

    private string? FindError() =>
        services.GetKeyedService<IGrainStorage>(SpiceRolloutsDefaults.StorageName) is null
            ? $"Rollouts need a grain storage with the name '{SpiceRolloutsDefaults.StorageName}'. Add one to the silo, such as AddRedisGrainStorage(\"{SpiceRolloutsDefaults.StorageName}\", …)."
            : services.GetService<IReminderTable>() is null
            ? "Rollouts need a storage of reminders. Add one to the silo, such as UseRedisReminderService(…)."
            : services.GetService<RolloutClient>() is not null
            ? "AddSpiceRollouts was called for the service collection, too, which registers rollouts of one process. Call AddSpiceRollouts of the silo only."
            : null;
}
