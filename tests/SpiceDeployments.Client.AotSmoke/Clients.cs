using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace SpiceDeployments.Client.AotSmoke;

/// <summary>Creates a client in both ways: by constructor and by registration, which trimming would break first.</summary>
internal static class Clients
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(50);

    public static DeploymentsClient Construct(Uri address, string accessToken) => new(new DeploymentsClientOptions
    {
        BaseAddress = address,
        AccessToken = accessToken,
        Polling = new PollingOptions { InitialDelay = FirstDelay },
    });

    /// <summary>Registers a client with client credentials from a configuration section that holds every kind of option, and rollouts.</summary>
    public static ServiceProvider Register(Uri address, string clientId, string clientSecret, string directory)
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Spice:BaseAddress"] = address.ToString(),
            ["Spice:TokenEndpoint"] = new Uri(address, "/api/oauth/token").ToString(),
            ["Spice:ClientId"] = clientId,
            ["Spice:ClientSecret"] = clientSecret,
            ["Spice:ApplicationName"] = "aot-smoke/1.0",
            ["Spice:ConflictBehavior"] = "Throw",
            ["Spice:Polling:InitialDelay"] = FirstDelay.ToString(),
            ["Spice:Polling:UseJitter"] = "true",
        }).Build();
        var services = new ServiceCollection();
        services.AddSpiceDeploymentsClient(configuration.GetSection("Spice"));
        services.AddSpiceRollouts(options => options.Directory = directory);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
