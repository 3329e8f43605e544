using System.Net;
using System.Net.Sockets;

namespace DeployCluster.Demo;

/// <summary>Three silos, each a process on this machine.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private const int Count = 3;

    /// <summary>Below the ports that the system gives to connections and to listeners without a port, which would take one of them before its silo starts.</summary>
    private const int MinPort = 20_000;
    private const int MaxPort = 32_000;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(100);

    private readonly List<SiloProcess> _silos = [];

    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <exception cref="InvalidOperationException">A silo did not start.</exception>
    public async Task StartAsync(IReadOnlyDictionary<string, string> environment, string logDirectory, CancellationToken cancellationToken)
    {
        int[] ports = FindFreePorts(Count);
        for (int index = 0; index < Count; index++) // The first one before the others, which join its cluster.
        {
            var arguments = new SiloArguments($"silo-{index + 1}", ports[index], PrimaryPort: ports[0]);
            _silos.Add(await SiloProcess.StartAsync(arguments, environment, logDirectory, cancellationToken));
        }
    }

    /// <summary>Returns the silo that runs a rollout. During a failure, the cluster may not know it for a moment.</summary>
    public async Task<SiloProcess> FindAsync(SiloProcess asked, string rolloutId, CancellationToken cancellationToken)
    {
        while (true)
        {
            int? port = await asked.Http.GetFromJsonAsync<int?>($"rollouts/{rolloutId}/silo", cancellationToken);
            if (_silos.Find(silo => silo.Arguments.Port == port) is { } found)
            {
                return found;
            }

            await Task.Delay(CheckInterval, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (SiloProcess silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    private static int[] FindFreePorts(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            int port = Random.Shared.Next(MinPort, MaxPort);
            if (IsFree(port))
            {
                ports.Add(port);
            }
        }

        return [.. ports];
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
