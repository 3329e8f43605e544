namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The body of the response to <c>GET /requests</c>.</summary>
internal sealed record RequestListDocument(IReadOnlyList<RequestDocument> Requests);
