using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>The emulator as the program expects it: for each of its two clients an app with a deployment, a create whose answer is lost, and a deployment that fails.</summary>
internal sealed class SmokeCloud : IAsyncDisposable
{
    private const string ClientId = "aot-smoke";
    private const string ClientSecret = "secret-of-aot-smoke";

    private readonly SpiceCloudEmulator _emulator;
    private readonly EmulatedApp[] _apps;

    private SmokeCloud(SpiceCloudEmulator emulator)
    {
        _emulator = emulator;
        _apps = [AddApp(41), AddApp(42)];
        emulator.AddOAuthClient(ClientId, ClientSecret, [.. SpiceScopes.All]);
        emulator.Faults.OnCreate().DropResponse();
        emulator.Faults.OnCreate().Skip(1).DropResponse();
    }

    /// <summary>The arguments of the program.</summary>
    public IReadOnlyList<string> Arguments => [_emulator.BaseAddress.ToString(), _emulator.AccessToken, ClientId, ClientSecret];

    public DateTimeOffset FirstRequestAt => _emulator.Requests[0].ReceivedAt;

    public static async Task<SmokeCloud> StartAsync() => new(await SpiceCloudEmulator.StartAsync());

    /// <summary>Lets the deployment end that the program waits for.</summary>
    public void EndDeployment()
    {
        foreach (EmulatedDeployment active in _apps.SelectMany(app => app.Deployments).Where(deployment => deployment.IsActive))
        {
            active.CompleteSuccessfully();
        }
    }

    /// <exception cref="SmokeException">What arrived is not what the program was to send.</exception>
    public void Check()
    {
        foreach (EmulatedApp app in _apps)
        {
            Check($"deployments of app {app.Id}", expected: 3, app.Deployments.Count);
            Check($"creates for app {app.Id}", expected: 2, _emulator.Requests.Count(request => request.Method == "POST" && request.Path == $"/v1/apps/{app.Id}/deployments"));
        }

        Check("lost answers", expected: 2, _emulator.Requests.Count(request => request.Fault is FaultKind.DropResponse));
        Check("token requests", expected: 1, _emulator.Requests.Count(request => request.Path == _emulator.TokenEndpoint.AbsolutePath));
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    private static void Check(string what, int expected, int actual)
    {
        if (actual != expected)
        {
            throw new SmokeException($"The emulator holds {actual} {what} instead of {expected}.");
        }
    }

    private EmulatedApp AddApp(long id)
    {
        EmulatedApp app = _emulator.AddApp(id);
        app.StartDeployment().CompleteSuccessfully();
        app.ScriptNextDeployment().NeverCompletes();
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("Not enough memory", "insufficient_memory");
        return app;
    }
}
