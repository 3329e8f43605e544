using System.Diagnostics;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Orleans.Load;

/// <summary>The apps on an emulator, whose deployments take half a second, and the rollout that deploys each of them once.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const string RolloutId = "load";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(0.5);

    private readonly int _apps;
    private int _requests;

    private Fleet(int apps) => _apps = apps;

    public SpiceCloudEmulator Cloud { get; private set; } = null!; // Set by StartAsync.

    public static async Task<Fleet> StartAsync(int apps)
    {
        var fleet = new Fleet(apps);
        fleet.Cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Output = _ => Interlocked.Increment(ref fleet._requests), MaxRecordedRequests = 1 });
        for (int id = 1; id <= apps; id++)
        {
            fleet.Cloud.AddApp(id).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(Duration));
        }

        return fleet;
    }

    public void Configure(DeploymentsClientOptions options)
    {
        options.BaseAddress = Cloud.BaseAddress;
        options.AccessToken = Cloud.AccessToken;
    }

    /// <summary>Runs the rollout.</summary>
    public async Task<Measurement> RunAsync(IRolloutClient rollouts, Func<int> countWrites)
    {
        var request = new RolloutRequest
        {
            Targets = [.. Enumerable.Range(1, _apps).Select(id => new RolloutTarget { AppId = id, Request = new CreateDeploymentRequest { ImageTag = "1.5.2" } })],
            MaxConcurrency = 50,
            Deploy = new DeployOptions { Polling = new PollingOptions { InitialDelay = TimeSpan.FromSeconds(0.6), MaxDelay = TimeSpan.FromSeconds(0.6) } },
        };
        long start = Stopwatch.GetTimestamp();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        await rollouts.StartAsync(RolloutId, request);
        (await rollouts.WaitForCompletionAsync(RolloutId)).EnsureSucceeded();
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return Cloud.Apps.All(app => app.Deployments.Count is 1)
            ? new Measurement(time, Environment.CpuUsage.TotalTime - processor, _requests, countWrites())
            : throw new InvalidOperationException("An app has more than one deployment.");
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();
}
