namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The body of a response with an error.</summary>
internal sealed record ErrorDocument(string Error);
