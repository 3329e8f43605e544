using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>How to reach Spice.ai Cloud: as the environment says.</summary>
internal static class RealService
{
    /// <exception cref="UsageException">The environment has no credentials, or an address that is none.</exception>
    public static DeploymentsClientOptions ReadOptions()
    {
        DeploymentsClientOptions options = Read();
        return options is { AccessToken: null, ClientId: null, ClientSecret: null }
            ? throw new UsageException("--app deploys to the real service, which needs a token: set the environment variable SPICE_API_TOKEN.")
            : options;
    }

    private static DeploymentsClientOptions Read()
    {
        try
        {
            return DeploymentsClientOptions.FromEnvironment();
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
