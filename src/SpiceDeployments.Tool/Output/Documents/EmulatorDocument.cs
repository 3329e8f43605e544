namespace SpiceDeployments.Tool.Output.Documents;

/// <summary>A running emulator in the JSON document of a command.</summary>
internal sealed record EmulatorDocument
{
    public required Uri Address { get; init; }

    public required Uri TokenEndpoint { get; init; }

    /// <summary>The address of the control API.</summary>
    public required Uri Control { get; init; }

    /// <summary>The token for every app and scope.</summary>
    public required string AccessToken { get; init; }

    /// <summary>The tokens of the scenario, by name.</summary>
    public required IReadOnlyDictionary<string, string> Tokens { get; init; }

    /// <summary>The file with the certificate that clients must trust, or <c>null</c> with http.</summary>
    public string? Certificate { get; init; }
}
