using System.Text.Json;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Emulator.Scenarios;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The state of an app of the emulator, without its API keys and secrets.</summary>
internal sealed record AppStateDocument
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required string? Organization { get; init; }

    public required string? Repository { get; init; }

    public required AppState State { get; init; }

    public required ScenarioSettings Settings { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required JsonElement? Spicepod { get; init; }

    /// <summary>The deployments, newest first.</summary>
    public required IReadOnlyList<DeploymentStateDocument> Deployments { get; init; }

    public static AppStateDocument Create(EmulatedApp app)
    {
        EmulatedAppSettings settings = app.Settings;
        return new AppStateDocument
        {
            Id = app.Id,
            Name = app.Name,
            Organization = app.Organization,
            Repository = app.Repository,
            State = app.State,
            Settings = ScenarioSettings.Create(settings),
            Tags = settings.Tags,
            Spicepod = settings.Spicepod,
            Deployments = [.. app.Deployments.Select(DeploymentStateDocument.Create)],
        };
    }
}
