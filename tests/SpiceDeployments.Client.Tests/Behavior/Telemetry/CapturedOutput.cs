namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>The output of a deploy, and the secrets that it must not contain.</summary>
internal sealed record CapturedOutput(IReadOnlyCollection<string> Secrets, IReadOnlyList<string> Texts)
{
    /// <summary>Returns the first text that contains a secret, also if JSON-escaped, or <c>null</c> if none does.</summary>
    public string? FindLeak() => Texts.FirstOrDefault(text => Secrets.Any(secret => Holds(text, secret) || Holds(text, EchoingFault.Escaped(secret))));

    private static bool Holds(string text, string secret) => text.Contains(secret, StringComparison.Ordinal);
}
