using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Errors;

/// <summary>Removes from a text whatever is a secret: the configured ones, and anything that looks like a bearer token.</summary>
internal sealed partial class SecretRedactor(params IEnumerable<string?> secrets)
{
    private const string Redacted = "[redacted]";

    private readonly string[] _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0)];

    public string Redact(string text)
    {
        foreach (string secret in _secrets)
        {
            text = text.Replace(secret, Redacted, StringComparison.Ordinal);
        }

        return BearerToken().Replace(text, $"Bearer {Redacted}");
    }

    [GeneratedRegex(@"\bBearer\s+[A-Za-z0-9\-._~+/]{8,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BearerToken();
}
