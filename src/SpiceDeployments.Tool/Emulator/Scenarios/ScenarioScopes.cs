using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>Checks the scopes of tokens and OAuth clients.</summary>
internal static class ScenarioScopes
{
    /// <exception cref="ScenarioException">A scope is unknown.</exception>
    public static void Validate(ScenarioPlace place, IReadOnlyList<string> scopes) => place.ForEach("scopes", scopes, (scope, at) =>
    {
        if (scope is not SpiceScopes.Any && !SpiceScopes.All.Contains(scope, StringComparer.Ordinal))
        {
            throw at.CreateError($"There is no scope '{scope}'. The scopes are {string.Join(", ", SpiceScopes.All)} and {SpiceScopes.Any}.");
        }
    });
}
