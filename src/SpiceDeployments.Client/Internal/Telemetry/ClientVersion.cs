using System.Reflection;

namespace SpiceDeployments.Client.Internal.Telemetry;

/// <summary>The version of the package, such as <c>1.2.3</c> or <c>1.3.0-alpha.0.7</c>.</summary>
internal static class ClientVersion
{
    public static readonly string Text = Read(typeof(ClientVersion).Assembly);

    /// <summary>Returns the informational version without the commit.</summary>
    private static string Read(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
