namespace SpiceDeployments.Client.Tests.Behavior.Http;

/// <summary>How a request reached the server.</summary>
internal sealed record ReceivedRequest(string Method, string Protocol, string ConnectionId, string AcceptEncoding);
