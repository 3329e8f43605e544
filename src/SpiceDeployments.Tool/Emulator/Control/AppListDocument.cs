namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The body of the response to <c>GET /apps</c>.</summary>
internal sealed record AppListDocument(IReadOnlyList<AppStateDocument> Apps);
