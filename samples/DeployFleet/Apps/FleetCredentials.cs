using SpiceDeployments.Client;

namespace DeployFleet.Apps;

/// <summary>The service and the credentials in the environment.</summary>
internal static class FleetCredentials
{
    /// <summary>Whether the environment has credentials. Otherwise the apps are on an emulator in this process.</summary>
    public static bool AreSet => DeploymentsClientOptions.FromEnvironment() is { AccessToken: not null } or { ClientId: not null };

    /// <summary>Whether they are of the service, and not of an emulator in another process, such as that of the command <c>spice-deployments emulator</c>.</summary>
    public static bool AreOfARealService => AreSet && !DeploymentsClientOptions.FromEnvironment().BaseAddress.IsLoopback;

    /// <summary>Returns the options for the service. An emulator responds at once.</summary>
    public static DeploymentsClientOptions GetClientOptions()
    {
        var options = DeploymentsClientOptions.FromEnvironment();
        options.AttemptTimeout = AreOfARealService ? options.AttemptTimeout : EmulatedFleet.AttemptTimeout;
        return options;
    }
}
