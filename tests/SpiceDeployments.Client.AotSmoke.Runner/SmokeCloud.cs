using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>
/// Sets up the emulator for the program: for each of its two clients an app with a deployment, a create whose response is lost, and a failing deployment; and
/// two apps for a rollout, of which the second one fails.
/// </summary>
internal sealed class SmokeCloud : IAsyncDisposable
{
    private const string ClientId = "aot-smoke";
    private const string ClientSecret = "secret-of-aot-smoke";

    private readonly SpiceCloudEmulator _emulator;
    private readonly EmulatedApp[] _apps;
    private readonly EmulatedApp[] _rolloutApps;

    private SmokeCloud(SpiceCloudEmulator emulator)
    {
        _emulator = emulator;
        _apps = [AddApp(41), AddApp(42)];
        _rolloutApps = [AddRolloutApp(51), AddRolloutApp(52), AddRolloutApp(61), AddRolloutApp(62)];
        _rolloutApps[1].ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails();
        _rolloutApps[3].ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails();
        emulator.AddOAuthClient(ClientId, ClientSecret, [.. SpiceScopes.All]);
        foreach (EmulatedApp app in _apps)
        {
            emulator.Faults.On("POST", $"/v1/apps/{app.Id}/deployments").DropResponse();
        }
    }

    /// <summary>The arguments for the program.</summary>
    public IReadOnlyList<string> Arguments => [_emulator.BaseAddress.ToString(), _emulator.AccessToken, ClientId, ClientSecret];

    public DateTimeOffset FirstRequestAt => _emulator.Requests[0].ReceivedAt;

    public static async Task<SmokeCloud> StartAsync() => new(await SpiceCloudEmulator.StartAsync());

    /// <summary>Completes the deployment that the program waits for.</summary>
    public void CompleteDeployment()
    {
        foreach (EmulatedDeployment active in _apps.SelectMany(app => app.Deployments).Where(deployment => deployment.IsActive))
        {
            active.CompleteSuccessfully();
        }
    }

    /// <exception cref="SmokeException">The emulator did not receive the expected requests.</exception>
    public void Check()
    {
        foreach (EmulatedApp app in _apps)
        {
            Check($"deployments of app {app.Id}", expected: 3, app.Deployments.Count);
            Check($"creates for app {app.Id}", expected: 2, _emulator.Requests.Count(request => request.Method == "POST" && request.Path == $"/v1/apps/{app.Id}/deployments"));
        }

        foreach (EmulatedApp app in _rolloutApps)
        {
            Check($"deployments of app {app.Id}, the second of which puts it back,", expected: 2, app.Deployments.Count);
            Check($"spicepods of app {app.Id} from before the rollout", expected: 1, $"{app.Settings.Spicepod}".Contains("before", StringComparison.Ordinal) ? 1 : 0);
        }

        Check("lost responses", expected: 2, _emulator.Requests.Count(request => request.Fault is FaultKind.DropResponse));
        Check("token requests", expected: 1, _emulator.Requests.Count(request => request.Path == _emulator.TokenEndpoint.AbsolutePath));
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static void Check(string what, int expected, int actual)
    {
        if (actual != expected)
        {
            throw new SmokeException($"The emulator has {actual} {what} instead of {expected}.");
        }
    }

    private EmulatedApp AddRolloutApp(long id) => _emulator.AddApp(id)
        .WithSpicepod("version: v2\nkind: Spicepod\nname: before\n")
        .WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));

    private EmulatedApp AddApp(long id)
    {
        EmulatedApp app = _emulator.AddApp(id);
        app.StartDeployment().CompleteSuccessfully();
        app.ScriptNextDeployment().NeverCompletes();
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Not enough memory", "insufficient_memory");
        return app;
    }
}
