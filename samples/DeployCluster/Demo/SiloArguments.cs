using System.Globalization;

namespace DeployCluster.Demo;

/// <summary>The command line of a silo.</summary>
/// <param name="Name">The name of the silo.</param>
/// <param name="Port">The port on which the other silos reach this one.</param>
/// <param name="PrimaryPort">The port of the first silo, which has the list of the silos if there is no Redis.</param>
internal sealed record SiloArguments(string Name, int Port, int PrimaryPort)
{
    public const string Command = "silo";

    public static SiloArguments Parse(string name, string port, string primaryPort) =>
        new(name, int.Parse(port, CultureInfo.InvariantCulture), int.Parse(primaryPort, CultureInfo.InvariantCulture));

    public IEnumerable<string> ToCommandLine() => [Command, Name, Port.ToString(CultureInfo.InvariantCulture), PrimaryPort.ToString(CultureInfo.InvariantCulture)];
}
