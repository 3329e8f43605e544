using System.Text.Json;
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

    /// <summary>Whether two requests are the same. A stored request may come from another process.</summary>
    public static bool AreEqual(RolloutRequest one, RolloutRequest other) =>
        JsonSerializer.Serialize(one, Default.RolloutRequest) == JsonSerializer.Serialize(other, Default.RolloutRequest);
}
