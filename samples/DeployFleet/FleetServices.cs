using DeployFleet.Gates;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet;

/// <summary>The container: the client, the rollouts with their journals, and the gate.</summary>
internal static class FleetServices
{
    public static ServiceProvider Create(DeploymentsClientOptions clientOptions, string journalDirectory)
    {
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(options =>
        {
            options.BaseAddress = clientOptions.BaseAddress;
            options.AccessToken = clientOptions.AccessToken;
            options.ClientId = clientOptions.ClientId;
            options.ClientSecret = clientOptions.ClientSecret;
            options.AttemptTimeout = clientOptions.AttemptTimeout;
        });
        services.AddSpiceRollouts(options => options.Directory = journalDirectory);
        services.AddKeyedSingleton<IRolloutGate, SmokeTest>(SmokeTest.Name);
        return services.BuildServiceProvider();
    }
}
