namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>What was said during a deploy, and what must not have been.</summary>
internal sealed record CapturedOutput(IReadOnlyCollection<string> Secrets, IReadOnlyList<string> Texts)
{
    /// <summary>The first text that holds a secret, as it is or as JSON escapes it; null when none does.</summary>
    public string? FindLeak() => Texts.FirstOrDefault(text => Secrets.Any(secret => Holds(text, secret) || Holds(text, EchoingFault.Escaped(secret))));

    private static bool Holds(string text, string secret) => text.Contains(secret, StringComparison.Ordinal);
}
