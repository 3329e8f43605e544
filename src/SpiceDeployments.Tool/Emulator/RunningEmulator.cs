using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Emulator.Scenarios;

namespace SpiceDeployments.Tool.Emulator;

/// <summary>An emulator with its scenario, to which the emulator can be reset.</summary>
internal sealed class RunningEmulator : IAsyncDisposable
{
    private readonly Scenario _scenario;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly HashSet<string> _clients = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    private RunningEmulator(SpiceCloudEmulator cloud, Scenario scenario, TimeProvider timeProvider)
    {
        Cloud = cloud;
        _scenario = scenario;
        _timeProvider = timeProvider;
    }

    public SpiceCloudEmulator Cloud { get; }

    /// <summary>The current time of the emulator.</summary>
    public DateTimeOffset Now => _timeProvider.GetUtcNow();

    /// <summary>Returns the tokens of the scenarios, by name.</summary>
    public IReadOnlyDictionary<string, string> GetTokens() => new Dictionary<string, string>(_tokens, StringComparer.Ordinal);

    /// <exception cref="IOException">The address cannot be listened on.</exception>
    /// <exception cref="ScenarioException">The scenario contradicts itself.</exception>
    public static async Task<RunningEmulator> StartAsync(Scenario scenario, SpiceCloudEmulatorOptions options, CancellationToken cancellationToken)
    {
        scenario.Options?.ApplyTo(options);
        var emulator = new RunningEmulator(await SpiceCloudEmulator.StartAsync(options, cancellationToken).ConfigureAwait(false), scenario, options.TimeProvider);
        try
        {
            emulator.Add(scenario);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds a scenario. If it is not valid, nothing is added; if only a spicepod is not valid, what precedes its app stays.</summary>
    /// <exception cref="ScenarioException">The emulator already has an app, a client or a token of the scenario, or a spicepod is not valid.</exception>
    public async Task AddAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Add(scenario);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Returns to the scenario of the start, with the same addresses and tokens.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await Cloud.ResetAsync(cancellationToken).ConfigureAwait(false);
            _clients.Clear();
            _tokens.Clear();
            Add(_scenario);
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync().ConfigureAwait(false);
        _changing.Dispose();
    }

    private void Add(Scenario scenario)
    {
        ThrowIfPresent(scenario);
        DateTimeOffset now = Now;
        ScenarioPlace.Root.ForEach("apps", scenario.Apps, (app, place) => app.AddTo(Cloud, now, place));
        foreach (ScenarioClient client in scenario.Clients)
        {
            client.AddTo(Cloud);
            _clients.Add(client.Id);
        }

        foreach (ScenarioToken token in scenario.Tokens)
        {
            token.AddTo(Cloud);
            _tokens.Add(token.Name, token.Value);
        }

        foreach (ScenarioFault fault in scenario.Faults)
        {
            fault.AddTo(Cloud.Faults);
        }
    }

    /// <exception cref="ScenarioException">An app, a client or a token exists, or occurs twice.</exception>
    private void ThrowIfPresent(Scenario scenario)
    {
        HashSet<long> apps = [.. Cloud.Apps.Select(app => app.Id)];
        HashSet<string> clients = [.. _clients];
        HashSet<string> names = [.. _tokens.Keys];
        HashSet<string> values = [.. _tokens.Values, Cloud.AccessToken];
        ScenarioPlace root = ScenarioPlace.Root;
        root.ForEach("apps", scenario.Apps, (app, place) => place.Require("id", apps.Add(app.Id), $"App {app.Id} already exists."));
        root.ForEach("clients", scenario.Clients, (client, place) => place.Require("id", clients.Add(client.Id), $"Client '{client.Id}' already exists."));
        root.ForEach("tokens", scenario.Tokens, (token, place) => place.Require("name", names.Add(token.Name), $"Token '{token.Name}' already exists."));
        root.ForEach("tokens", scenario.Tokens, (token, place) => place.Require("value", values.Add(token.Value), "Another token has this value."));
    }
}
