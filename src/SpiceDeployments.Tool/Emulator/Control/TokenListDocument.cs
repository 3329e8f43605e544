namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>The body of the response to <c>POST /scenario</c>: the tokens of the scenario, by name.</summary>
internal sealed record TokenListDocument(IReadOnlyDictionary<string, string> Tokens);
