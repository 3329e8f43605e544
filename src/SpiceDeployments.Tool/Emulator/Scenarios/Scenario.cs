namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>What an emulator starts with: the content of a scenario file. Names in the file begin with a lower-case letter.</summary>
internal sealed record Scenario
{
    /// <summary>The scenario without a file.</summary>
    public static Scenario OneApp { get; } = new() { Apps = [new ScenarioApp { Id = 42 }] };

    /// <summary>How the emulator behaves. If <c>null</c>, as by default.</summary>
    public ScenarioOptions? Options { get; set; }

    public IReadOnlyList<ScenarioApp> Apps { get; set; } = [];

    public IReadOnlyList<ScenarioClient> Clients { get; set; } = [];

    public IReadOnlyList<ScenarioToken> Tokens { get; set; } = [];

    public IReadOnlyList<ScenarioFault> Faults { get; set; } = [];

    /// <exception cref="ScenarioException">The scenario is not valid, whatever the emulator contains already.</exception>
    public void Validate(ScenarioPlace place)
    {
        Options?.Validate(place.At("options"));
        place.ForEach("apps", Apps, (app, at) => app.Validate(at));
        place.ForEach("clients", Clients, (client, at) => client.Validate(at));
        place.ForEach("tokens", Tokens, (token, at) => token.Validate(at));
        place.ForEach("faults", Faults, (fault, at) => fault.Validate(at));
    }
}
