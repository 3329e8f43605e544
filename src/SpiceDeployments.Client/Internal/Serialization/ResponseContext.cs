namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>What is known about a response that its body does not contain.</summary>
/// <param name="AppId">The id of the app that the request was about.</param>
/// <param name="Secrets">Removes the secrets of the client and of the request, which the service may repeat.</param>
internal readonly record struct ResponseContext(long AppId, SecretRedactor Secrets);
