using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>Requires the grain storage when the silo starts.</summary>
internal sealed class StorageValidator(IServiceProvider services) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (services.GetKeyedService<IGrainStorage>(SpiceRolloutsDefaults.StorageName) is null)
        {
            throw new OrleansConfigurationException(
                $"Rollouts need a grain storage with the name '{SpiceRolloutsDefaults.StorageName}'. Add one to the silo, such as AddRedisGrainStorage(\"{SpiceRolloutsDefaults.StorageName}\", …).");
        }
    }
}
