using Microsoft.Extensions.Options;

namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>The access token of a client's options in the container, which change when the program reloads its configuration.</summary>
internal sealed class ReloadedAccessToken(IOptionsMonitor<DeploymentsClientOptions> monitor, string name, string initial)
{
    private string _lastValid = initial;

    /// <summary>Returns the current token, or the last one if the options have become invalid, or have other credentials.</summary>
    public string Read()
    {
        if (ReadCurrent() is { Length: > 0 } current)
        {
            _lastValid = current;
        }

        return _lastValid;
    }

    private string? ReadCurrent()
    {
        try
        {
            return monitor.Get(name).AccessToken?.Trim();
        }
        catch (Exception)
        {
            return null; // The monitor has thrown the exception at whatever reloaded the configuration.
        }
    }
}
