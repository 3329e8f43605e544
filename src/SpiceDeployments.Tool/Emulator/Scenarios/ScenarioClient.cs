using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>An OAuth client, which exchanges its secret for tokens. Without an organization, the tokens are valid for every app.</summary>
internal sealed record ScenarioClient
{
    public required string Id { get; set; }

    public required string Secret { get; set; }

    public required IReadOnlyList<string> Scopes { get; set; }

    public string? Organization { get; set; }

    /// <exception cref="ScenarioException">The client is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        place.Require("id", !string.IsNullOrWhiteSpace(Id), "The value must not be blank.");
        place.Require("secret", !string.IsNullOrWhiteSpace(Secret), "The value must not be blank.");
        place.Require("organization", Organization is null || !string.IsNullOrWhiteSpace(Organization), "The value must not be blank.");
        ScenarioScopes.Validate(place, Scopes);
    }

    public void AddTo(SpiceCloudEmulator emulator)
    {
        if (Organization is { } organization)
        {
            emulator.AddOrganizationOAuthClient(organization, Id, Secret, [.. Scopes]);
        }
        else
        {
            emulator.AddOAuthClient(Id, Secret, [.. Scopes]);
        }
    }
}
