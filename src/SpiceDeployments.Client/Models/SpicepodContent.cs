using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SpiceDeployments.Client;

/// <summary>The content of a spicepod to send: text in YAML or JSON, or JSON that was parsed. A <see cref="string"/> and a <see cref="JsonElement"/> convert to it.</summary>
public sealed class SpicepodContent
{
    private SpicepodContent(JsonElement value) => Value = value;

    /// <summary>What is sent: a JSON string, which the service parses as YAML, or a JSON object.</summary>
    public JsonElement Value { get; }

    /// <summary>Whether the content is text that is not blank, or an object.</summary>
    internal bool IsValid => Value.ValueKind is JsonValueKind.Object || (Value.ValueKind is JsonValueKind.String && !string.IsNullOrWhiteSpace(Value.GetString()));

    /// <summary>Converts a text, which the service parses.</summary>
    /// <param name="text">The text of a <c>spicepod.yaml</c>, or the same in JSON. <c>null</c> is converted to <c>null</c>.</param>
    /// <returns>The content. An update with a blank text throws an <see cref="ArgumentException"/>.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SpicepodContent?(string? text) => FromString(text);

    /// <summary>Converts a JSON object.</summary>
    /// <param name="json">The object, such as <see cref="AppConfig.Spicepod"/> of an app. <c>null</c> is converted to <c>null</c>.</param>
    /// <returns>The content. An update with JSON that is not an object throws an <see cref="ArgumentException"/>.</returns>
    [return: NotNullIfNotNull(nameof(json))]
    public static implicit operator SpicepodContent?(JsonElement? json) => FromJsonElement(json);

    /// <summary>Converts a text, which the service parses.</summary>
    /// <param name="text">The text of a <c>spicepod.yaml</c>, or the same in JSON. <c>null</c> is converted to <c>null</c>.</param>
    /// <returns>The content. An update with a blank text throws an <see cref="ArgumentException"/>.</returns>
    [return: NotNullIfNotNull(nameof(text))]
    public static SpicepodContent? FromString(string? text) => text is null ? null : new SpicepodContent(JsonSerializer.SerializeToElement(text, AppJsonContext.Default.String));

    /// <summary>Converts a JSON object.</summary>
    /// <param name="json">The object, such as <see cref="AppConfig.Spicepod"/> of an app. <c>null</c> is converted to <c>null</c>.</param>
    /// <returns>The content. An update with JSON that is not an object throws an <see cref="ArgumentException"/>.</returns>
    [return: NotNullIfNotNull(nameof(json))]
    public static SpicepodContent? FromJsonElement(JsonElement? json) => json is { } value ? new SpicepodContent(value.Clone()) : null;
}
