using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace SpiceDeployments.Client.ConcurrentWaits;

/// <summary>Runs many waits of one client, the same number for each app, through the client's pipeline with a simulated network.</summary>
internal sealed class WaitLoad : IDisposable
{
    private static readonly TimeSpan SucceedsAfter = TimeSpan.FromMinutes(5);

    private readonly VirtualClock _clock = new();
    private readonly SimulatedService _network = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ServiceProvider _services;
    private readonly IDeploymentsClient _client;
    private readonly int _apps;
    private readonly int _waitsPerApp;
    private readonly Task<Deployment>[] _waits;

    public WaitLoad(int apps, int waitsPerApp)
    {
        _apps = apps;
        _waitsPerApp = waitsPerApp;
        _waits = new Task<Deployment>[apps * waitsPerApp];
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddSpiceDeploymentsClient(options => options.AccessToken = "token").ConfigurePrimaryHttpMessageHandler(() => _network).Services
            .BuildServiceProvider();
        _client = _services.GetRequiredService<IDeploymentsClient>();
    }

    /// <summary>Runs all waits to completion and measures requests, memory and processor time.</summary>
    public Measurement Run()
    {
        TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
        long bytesBefore = GC.GetTotalMemory(forceFullCollection: true);
        Start();
        long bytes = 0;
        while (Settle() > 0)
        {
            if (bytes is 0 && _clock.Elapsed > TimeSpan.FromMinutes(1))
            {
                bytes = GC.GetTotalMemory(forceFullCollection: true) - bytesBefore;
            }

            if (_clock.Elapsed > SucceedsAfter)
            {
                _network.Succeed();
            }

            _clock.AdvanceToNextDelay();
        }

        return new Measurement(_apps, _waits.Length, _network.Requests, bytes, Process.GetCurrentProcess().TotalProcessorTime - cpuBefore);
    }

    public void Dispose()
    {
        _services.Dispose();
        _stop.Dispose();
    }

    private void Start()
    {
        for (int index = 0; index < _waits.Length; index++)
        {
            (int app, int deployment) = Math.DivRem(index, _waitsPerApp);
            _waits[index] = _client.WaitForCompletionAsync(app + 1, deployment + 1, cancellationToken: _stop.Token);
        }
    }

    /// <summary>Responds to requests until each wait is in a delay or has completed.</summary>
    /// <returns>The number of waits in a delay.</returns>
    private int Settle()
    {
        while (true)
        {
            _network.RespondToAll();
            int delays = _clock.Delays;
            if (delays == _waits.Length || delays + _waits.Count(wait => wait.IsCompleted) == _waits.Length)
            {
                return delays;
            }

            Thread.Yield();
        }
    }
}
