using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>An access token and the time at which it expires.</summary>
/// <param name="value">The token, without <c>Bearer</c>.</param>
/// <param name="expiresAt">When the token expires, by the clock of the client. If <c>null</c>, the client uses the token until the service rejects it.</param>
public sealed class AccessToken(string value, DateTimeOffset? expiresAt = null)
{
    /// <summary>The token, without <c>Bearer</c>. Not serialized to JSON.</summary>
    [JsonIgnore]
    public string Value { get; } = value;

    /// <summary>When the token expires, by the clock of the client, or <c>null</c> if that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; } = expiresAt;
}
