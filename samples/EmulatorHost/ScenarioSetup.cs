using SpiceDeployments.Client.Testing;

namespace EmulatorHost;

/// <summary>Applies a scenario to an emulator, and writes a line for each app, client and token.</summary>
internal sealed class ScenarioSetup(SpiceCloudEmulator emulator, TextWriter output)
{
    /// <exception cref="ScenarioException">A part of the scenario is not valid.</exception>
    public void Apply(Scenario scenario)
    {
        ForEach("apps", scenario.Apps, AddApp);
        ForEach("clients", scenario.Clients, AddClient);
        ForEach("tokens", scenario.Tokens, IssueToken);
        ForEach("faults", scenario.Faults, AddFault);
    }

    private static void ForEach<T>(string list, IReadOnlyList<T> entries, Action<string, T> apply)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            string place = $"{list}[{i}]";
            try
            {
                apply(place, entries[i] ?? throw new ScenarioException($"{place}: The value must not be null."));
            }
            catch (ArgumentException exception)
            {
                throw new ScenarioException($"{place}: {exception.Message.Split(" (Parameter ")[0]}", exception);
            }
        }
    }

    private void AddApp(string place, Scenario.App app)
    {
        EmulatedApp added = emulator.AddApp(app.Id, app.Name);
        added.InOrganization(app.Organization).WithState(app.Paused ? AppState.Paused : AppState.Ready);
        if (app.Repository is { } repository)
        {
            added.ConnectedTo(repository);
        }

        var rules = new List<NormalizationRule>();
        ForEach($"{place}.normalization", app.Normalization ?? [], (at, normalization) => rules.Add(ScenarioNormalization.ToRule(at, normalization)));
        added.WithNormalization([.. rules]);
        ForEach($"{place}.deployments", app.Deployments ?? [], (at, deployment) => Script(at, deployment, added.ScriptNextDeployment()));
        output.WriteLine($"App {app.Id} {app.Name}".TrimEnd());
    }

    private static void Script(string place, Scenario.Deployment deployment, DeploymentScript script)
    {
        if (deployment is { NeverCompletes: true, Fails: not null })
        {
            throw new ScenarioException($"{place}: A deployment that never completes cannot fail. Omit 'neverCompletes' or 'fails'.");
        }

        if (deployment is { NeverCompletes: true, RunsFor: not null })
        {
            throw new ScenarioException($"{place}: A deployment that never completes runs for ever. Omit 'neverCompletes' or 'runsFor'.");
        }

        if (deployment.QueuedFor < TimeSpan.Zero || deployment.RunsFor < TimeSpan.Zero)
        {
            throw new ScenarioException($"{place}: 'queuedFor' and 'runsFor' must not be negative.");
        }

        if (deployment.QueuedFor is { } queuedFor)
        {
            script.QueuedFor(queuedFor);
        }

        if (deployment.RunsFor is { } runsFor)
        {
            script.RunsFor(runsFor);
        }

        if (deployment.Fails is { } failure)
        {
            script.Fails(failure.Message, failure.Code);
        }

        if (deployment.NeverCompletes)
        {
            script.NeverCompletes();
        }
    }

    private void AddClient(string place, Scenario.Client client)
    {
        emulator.AddOAuthClient(client.Id, client.Secret, [.. client.Scopes]);
        output.WriteLine($"Client {client.Id} requests its tokens at {emulator.TokenEndpoint}");
    }

    private void IssueToken(string place, Scenario.Token token)
    {
        string[] scopes = [.. token.Scopes];
        string issued = token.Organization is { } organization ? emulator.IssueOrganizationToken(organization, scopes) : emulator.IssueToken(scopes);
        output.WriteLine($"Token {token.Name} is {issued}");
    }

    private void AddFault(string place, Scenario.Fault fault)
    {
        Validate(place, fault);
        FaultRuleBuilder requests = fault.On switch
        {
            Scenario.FaultTarget.Create => emulator.Faults.OnCreate(),
            Scenario.FaultTarget.List => emulator.Faults.OnList(),
            Scenario.FaultTarget.Get => emulator.Faults.OnGet(),
            Scenario.FaultTarget.ListApps => emulator.Faults.OnListApps(),
            Scenario.FaultTarget.GetApp => emulator.Faults.OnGetApp(),
            Scenario.FaultTarget.UpdateApp => emulator.Faults.OnUpdateApp(),
            Scenario.FaultTarget.PauseApp => emulator.Faults.OnPauseApp(),
            Scenario.FaultTarget.ResumeApp => emulator.Faults.OnResumeApp(),
            Scenario.FaultTarget.Token => emulator.Faults.OnToken(),
            _ => emulator.Faults.OnAny(),
        };
        requests.Skip(fault.Skip).Times(fault.Times);
        _ = fault.Does switch
        {
            Scenario.FaultKind.DropResponse => requests.DropResponse(),
            Scenario.FaultKind.TruncateBody => requests.TruncateBody(),
            Scenario.FaultKind.RespondWithHtml => requests.RespondWithHtml(),
            Scenario.FaultKind.ResetConnection => requests.ResetConnection(),
            Scenario.FaultKind.Hang => requests.HangBeforeProcessing(),
            Scenario.FaultKind.HangAfterProcessing => requests.HangAfterProcessing(),
            _ => requests.Fail(fault.Status ?? 503, "Injected by the scenario", retryAfter: fault.RetryAfter),
        };
    }

    private static void Validate(string place, Scenario.Fault fault)
    {
        string? error = fault switch
        {
            { Does: not Scenario.FaultKind.Fail } and ({ Status: not null } or { RetryAfter: not null }) => "Only 'fail' has a 'status' and a 'retryAfter'.",
            { Status: < 400 or > 599 } => "The 'status' of 'fail' must be between 400 and 599.",
            { Skip: < 0 } => "'skip' must not be negative.",
            { Times: < 1 } => "'times' must be 1 or more.",
            _ when fault.RetryAfter < TimeSpan.Zero => "'retryAfter' must not be negative.",
            _ => null,
        };
        if (error is not null)
        {
            throw new ScenarioException($"{place}: {error}");
        }
    }
}
