namespace SpiceDeployments.Client.Tests.Http;

/// <summary>Over what a request reached the server.</summary>
internal sealed record ArrivedRequest(string Method, string Protocol, string ConnectionId, string AcceptEncoding);
