using SpiceDeployments.Client.Testing;

namespace EmulatorHost;

/// <summary>Sets an emulator up as a scenario says.</summary>
internal static class ScenarioSetup
{
    /// <summary>Does it step by step, and tells each step in a line.</summary>
    /// <exception cref="ScenarioException">Something in the scenario cannot be.</exception>
    public static IEnumerable<string> Apply(Scenario scenario, SpiceCloudEmulator emulator)
    {
        foreach ((string place, Scenario.App app) in Each("apps", scenario.Apps))
        {
            At(place, () => AddApp(app, emulator));
            yield return $"App {app.Id} {app.Name}".TrimEnd();
        }

        foreach ((string place, Scenario.Client client) in Each("clients", scenario.Clients))
        {
            At(place, () => emulator.AddClient(client.Id, client.Secret, Scopes(client.Scopes)));
            yield return $"Client {client.Id} gets its tokens at {emulator.TokenEndpoint}";
        }

        foreach ((string place, Scenario.Token token) in Each("tokens", scenario.Tokens))
        {
            yield return $"Token {token.Name} is {At(place, () => IssueToken(token, emulator))}";
        }

        foreach ((string place, Scenario.Fault fault) in Each("faults", scenario.Faults))
        {
            At(place, () => AddFault(fault, emulator.Faults));
        }
    }

    private static void AddApp(Scenario.App app, SpiceCloudEmulator emulator)
    {
        EmulatedApp added = emulator.AddApp(app.Id, app.Name);
        added.Organization = app.Organization;
        foreach ((string place, Scenario.Deployment deployment) in Each("deployments", app.Deployments ?? []))
        {
            At(place, () => Script(deployment, added.NextDeployment()));
        }
    }

    private static void Script(Scenario.Deployment deployment, DeploymentScript script)
    {
        if (deployment is { NeverEnds: true, Fails: not null })
        {
            throw new ArgumentException("A deployment that never ends cannot fail: leave out 'neverEnds' or 'fails'.", nameof(deployment));
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

        if (deployment.NeverEnds)
        {
            script.NeverEnds();
        }
    }

    private static string IssueToken(Scenario.Token token, SpiceCloudEmulator emulator) => token.Organization is { } organization
        ? emulator.IssueTokenFor(organization, Scopes(token.Scopes))
        : emulator.IssueToken(Scopes(token.Scopes));

    private static string[] Scopes(IReadOnlyList<string> scopes) => scopes.Except(SpiceScopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown
        ? throw new ArgumentException($"There is no scope '{unknown}', only {string.Join(", ", SpiceScopes.All)}.", nameof(scopes))
        : [.. scopes];

    private static void AddFault(Scenario.Fault fault, FaultScript script)
    {
        if (fault.Does is not Scenario.FaultKind.Fail && (fault.Status is not null || fault.RetryAfter is not null))
        {
            throw new ArgumentException("Only 'fail' has a 'status' and a 'retryAfter'.", nameof(fault));
        }

        FaultedRequests requests = fault.On switch
        {
            Scenario.FaultTarget.Create => script.OnCreate(),
            Scenario.FaultTarget.List => script.OnList(),
            Scenario.FaultTarget.Get => script.OnGet(),
            Scenario.FaultTarget.Token => script.OnToken(),
            _ => script.OnAny(),
        };
        requests.After(fault.After).Times(fault.Times);
        switch (fault.Does)
        {
            case Scenario.FaultKind.LoseAnswer:
                requests.LoseAnswer();
                break;
            case Scenario.FaultKind.CutBody:
                requests.CutBody();
                break;
            case Scenario.FaultKind.AnswerHtml:
                requests.AnswerHtml();
                break;
            case Scenario.FaultKind.Reset:
                requests.Reset();
                break;
            case Scenario.FaultKind.Hang:
                requests.HangBefore();
                break;
            default:
                requests.Fail(fault.Status ?? 503, "The scenario says so", retryAfter: fault.RetryAfter);
                break;
        }
    }

    private static IEnumerable<(string Place, T Entry)> Each<T>(string list, IReadOnlyList<T> entries) => entries.Select((entry, index) =>
        entry is null ? throw new ScenarioException($"{list}[{index}]: It is null.") : ($"{list}[{index}]", entry));

    private static void At(string place, Action action) => At<object?>(place, () =>
    {
        action();
        return null;
    });

    /// <summary>Says where in the file something is wrong.</summary>
    private static T At<T>(string place, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (ScenarioException exception)
        {
            throw new ScenarioException($"{place}.{exception.Message}", exception);
        }
        catch (ArgumentException exception)
        {
            throw new ScenarioException($"{place}: {exception.Message}", exception);
        }
    }
}
