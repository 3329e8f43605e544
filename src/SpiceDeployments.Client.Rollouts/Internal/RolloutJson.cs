using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>The lines of a journal.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RolloutEvent))]
internal sealed partial class RolloutJson : JsonSerializerContext
{
    public static string ToLine(RolloutEvent next) => JsonSerializer.Serialize(next, Default.RolloutEvent);

    /// <exception cref="RolloutException">The line is not an event.</exception>
    public static RolloutEvent Parse(string rolloutId, string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, Default.RolloutEvent) ?? throw new JsonException("The line is null.");
        }
        catch (JsonException exception)
        {
            throw new RolloutException($"The journal of rollout '{rolloutId}' is damaged: a line is not an event of this version of the library. {exception.Message}", exception)
            {
                RolloutId = rolloutId,
            };
        }
    }

    /// <summary>Returns the values that were found, but in place of those that the rollout has set, the earlier ones.</summary>
    public static UpdateAppRequest Merge(UpdateAppRequest found, UpdateAppRequest after, UpdateAppRequest before)
    {
        (JsonObject merged, JsonObject set, JsonObject earlier) = (ToObject(found), ToObject(after), ToObject(before));
        foreach (string name in found.FieldNames.Where(name => set.ContainsKey(name) && JsonNode.DeepEquals(merged[name], set[name])))
        {
            merged.Remove(name);
            if (earlier.TryGetPropertyValue(name, out JsonNode? value))
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged.Deserialize(Default.UpdateAppRequest)!;
    }

    /// <summary>Whether two requests are the same. A stored request may come from another process.</summary>
    public static bool AreEqual(RolloutRequest one, RolloutRequest other) => ToJson(one) == ToJson(other);

    public static string ToJson(RolloutRequest request) => JsonSerializer.Serialize(request, Default.RolloutRequest);

    public static RolloutRequest ParseRequest(string json) => JsonSerializer.Deserialize(json, Default.RolloutRequest)!;

    private static JsonObject ToObject(UpdateAppRequest request) => JsonSerializer.SerializeToNode(request, Default.UpdateAppRequest)!.AsObject();
}
