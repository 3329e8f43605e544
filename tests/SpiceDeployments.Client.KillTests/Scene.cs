using System.Text.Json;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.KillTests;

/// <summary>An app on an emulator, and the file in which the runners keep their intent. The emulator is in this process, which no test kills.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly SpiceCloudEmulator _cloud;
    private readonly string _directory = Directory.CreateTempSubdirectory().FullName;
    private readonly List<Runner> _runners = [];

    private Scene(SpiceCloudEmulator cloud)
    {
        _cloud = cloud;
        App = cloud.AddApp(42).WithDefaultScript(Script());
    }

    public EmulatedApp App { get; }

    public FaultInjector Faults => _cloud.Faults;

    public IReadOnlyList<Runner> Runners => _runners;

    public int CreateCount => _cloud.Requests.Count(request => request.Method is "POST");

    /// <summary>The deployments of runners.</summary>
    public IReadOnlyList<EmulatedDeployment> Deployments => [.. App.Deployments.Where(deployment => deployment.CreationSource is "api")];

    /// <summary>The id that the file contains, or <c>null</c>.</summary>
    public long? StoredId => Read() is { ValueKind: JsonValueKind.Number } id ? id.GetInt64() : null;

    private string FilePath => Path.Join(_directory, "intent.json");

    public static async Task<Scene> StartAsync(SpiceCloudEmulatorOptions? options = null) =>
        new(await SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken));

    /// <summary>A deployment that completes so soon that it does not prevent a second one.</summary>
    public static DeploymentScript Script() => new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    public Runner StartRunner(params IEnumerable<string> pauseAt)
    {
        var runner = Runner.Start(pauseAt, [FilePath, _cloud.BaseAddress.ToString(), _cloud.AccessToken, $"{App.Id}"]);
        _runners.Add(runner);
        return runner;
    }

    /// <summary>Starts a runner and waits until it is at the first of the points.</summary>
    public async Task<Runner> StartPausedRunnerAsync(string pauseAt, params IEnumerable<string> more)
    {
        Runner runner = StartRunner([pauseAt, .. more]);
        await runner.WaitForAsync($"paused at {pauseAt}");
        return runner;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Runner runner in _runners)
        {
            await runner.DisposeAsync();
        }

        await _cloud.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>The requests and the output of each runner, for the message of a failure.</summary>
    public override string ToString() => $"{_cloud.GetTimeline()}\n{string.Join('\n', _runners)}";

    private JsonElement? Read() => File.Exists(FilePath) ? JsonElement.Parse(File.ReadAllBytes(FilePath)).GetProperty("DeploymentId") : null;
}
