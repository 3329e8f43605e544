using System.Text.Json;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>What the values of an app show about an update whose response was lost. The service applies all values of an update or none.</summary>
internal sealed class UpdateComparison
{
    private readonly List<string> _applied = [];
    private readonly List<string> _kept = [];
    private readonly List<string> _other = [];
    private readonly List<string> _missing = [];

    private UpdateComparison()
    {
    }

    /// <summary>Whether the app has what was sent. If the app had it before, whether the update was applied does not matter.</summary>
    public bool IsApplied => _other is [] && _kept is [] && (_applied is not [] || _missing is []);

    /// <summary>Whether the app has a value from before that the update would have changed, and no other change.</summary>
    public bool IsUnchanged => _other is [] && _applied is [] && _kept is not [];

    /// <summary>The fields that have changed since the update began.</summary>
    public IReadOnlyList<string> ChangedFields => [.. _applied, .. _other];

    /// <summary>The fields that the service does not return.</summary>
    public IReadOnlyList<string> MissingFields => _missing;

    /// <summary>Compares each value that was sent with that of the app before and now.</summary>
    public static UpdateComparison Create(UpdateAppRequest request, StoredApp before, StoredApp current)
    {
        var comparison = new UpdateComparison();
        foreach ((string field, JsonElement sent) in request.Values)
        {
            comparison.GetList(sent, before.Find(field), current.Find(field))?.Add(field);
        }

        return comparison;
    }

    /// <summary>Returns <c>null</c> if the app had the value that was sent before, and still has it.</summary>
    private List<string>? GetList(JsonElement sent, JsonElement? before, JsonElement? current)
    {
        if (current is null)
        {
            return _missing;
        }

        bool isKept = JsonComparison.AreEqual(before, current);
        return (IsSent(sent, current), isKept) switch
        {
            (true, true) => null,
            (true, false) => _applied,
            (false, true) => _kept,
            _ => _other,
        };
    }

    /// <summary>
    /// Whether a value is what was sent, for certain. A spicepod that was sent as JSON text is parsed, as the service does; only the service parses YAML.
    /// </summary>
    private static bool IsSent(JsonElement sent, JsonElement? current) => (sent.ValueKind, current?.ValueKind) switch
    {
        (JsonValueKind.String, JsonValueKind.Object) => TryParse(sent.GetString()) is { } parsed && JsonComparison.AreEqual(parsed, current),
        _ => JsonComparison.AreEqual(sent, current),
    };

    private static JsonElement? TryParse(string? text)
    {
        try
        {
            using var document = JsonDocument.Parse(text ?? "");
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
