using System.Text.Json;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>An app in the JSON document of a command.</summary>
internal sealed record AppDocument
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Visibility { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? Region { get; init; }

    public string? Endpoint { get; init; }

    public string? ProductionBranch { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    public string? ImageTag { get; init; }

    public string? UpdateChannel { get; init; }

    public int? Replicas { get; init; }

    public JsonElement? Spicepod { get; init; }

    public static AppDocument Create(App app) => new()
    {
        Id = app.Id,
        Name = app.Name,
        Description = app.Description,
        Visibility = app.Visibility,
        CreatedAt = app.CreatedAt,
        Region = app.Region,
        Endpoint = app.Endpoint,
        ProductionBranch = app.ProductionBranch,
        Tags = app.Tags,
        ImageTag = app.Config?.ImageTag,
        UpdateChannel = app.Config?.UpdateChannel,
        Replicas = app.Config?.Replicas,
        Spicepod = app.Config?.Spicepod,
    };
}
