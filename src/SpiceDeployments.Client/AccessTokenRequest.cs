using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>The request of a client to its <see cref="AccessTokenProvider"/>.</summary>
/// <param name="rejectedToken">The token that the service rejected, or <c>null</c> if the client has no token or its token expires.</param>
public sealed class AccessTokenRequest(string? rejectedToken = null)
{
    /// <summary>
    /// The token that the service has just rejected (401): the provider returns a new one and bypasses any cache. If the provider has no
    /// other token, it returns the same one, and the call throws a <see cref="SpiceAuthenticationException"/>. <c>null</c> if the client has
    /// no token or its token expires. Not serialized to JSON.
    /// </summary>
    [JsonIgnore]
    public string? RejectedToken { get; } = rejectedToken;
}
