using System.Text.Json;

namespace SpiceDeployments.Client;

/// <summary>The content of a spicepod to send: text in YAML or JSON, or JSON that was parsed. A <see cref="string"/> and a <see cref="JsonElement"/> convert to it.</summary>
public sealed class SpicepodContent
{
    private SpicepodContent(JsonElement value) => Value = value;

    /// <summary>What is sent: a JSON string, which the service parses as YAML, or a JSON object.</summary>
    internal JsonElement Value { get; }

    /// <summary>Sends a text, which the service parses.</summary>
    /// <param name="text">The text of a <c>spicepod.yaml</c>, or the same in JSON.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <c>null</c> or blank.</exception>
    public static implicit operator SpicepodContent(string text) => FromString(text);

    /// <summary>Sends a JSON object.</summary>
    /// <param name="json">The object, such as <see cref="AppConfig.Spicepod"/> of an app.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException"><paramref name="json"/> is not an object.</exception>
    public static implicit operator SpicepodContent(JsonElement json) => FromJsonElement(json);

    /// <summary>Sends a text, which the service parses.</summary>
    /// <param name="text">The text of a <c>spicepod.yaml</c>, or the same in JSON.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> is <c>null</c> or blank.</exception>
    public static SpicepodContent FromString(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new SpicepodContent(JsonSerializer.SerializeToElement(text, AppJsonContext.Default.String));
    }

    /// <summary>Sends a JSON object.</summary>
    /// <param name="json">The object, such as <see cref="AppConfig.Spicepod"/> of an app.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException"><paramref name="json"/> is not an object.</exception>
    public static SpicepodContent FromJsonElement(JsonElement json) => json.ValueKind is JsonValueKind.Object
        ? new SpicepodContent(json.Clone())
        : throw new ArgumentException($"A spicepod must be a JSON object, but is {json.ValueKind}. To send text, pass a string.", nameof(json));

    /// <summary>The content from a stored request.</summary>
    internal static SpicepodContent FromStored(JsonElement value) => new(value);
}
