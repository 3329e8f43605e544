using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>A token. Without an organization, it is valid for every app.</summary>
internal sealed record ScenarioToken
{
    public required string Name { get; set; }

    public required IReadOnlyList<string> Scopes { get; set; }

    public string? Organization { get; set; }

    /// <summary>The token itself. By default, it is made up when the scenario is read, so that it is the same after a reset.</summary>
    public string Value { get; set; } = $"emulated_{Guid.NewGuid():N}";

    /// <exception cref="ScenarioException">The token is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        place.Require("name", !string.IsNullOrWhiteSpace(Name), "The value must not be blank.");
        place.Require("organization", Organization is null || !string.IsNullOrWhiteSpace(Organization), "The value must not be blank.");
        place.Require("value", Value.Length > 0 && Value.All(character => character is > ' ' and <= '~'), "A token consists of ASCII characters without spaces.");
        ScenarioScopes.Validate(place, Scopes);
    }

    public void AddTo(SpiceCloudEmulator emulator)
    {
        if (Organization is { } organization)
        {
            emulator.AddOrganizationToken(organization, Value, [.. Scopes]);
        }
        else
        {
            emulator.AddToken(Value, [.. Scopes]);
        }
    }
}
