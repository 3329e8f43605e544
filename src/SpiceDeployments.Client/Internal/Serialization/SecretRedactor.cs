using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Removes from a text whatever is a secret: the known ones, also as JSON escapes them, and anything that looks like a bearer token.</summary>
internal sealed partial class SecretRedactor
{
    private const string Redacted = "[redacted]";
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(5);

    private readonly (string Text, Regex Pattern)[] _secrets;

    public SecretRedactor(params IEnumerable<string?> secrets) =>
        _secrets = [.. secrets.OfType<string>().Where(secret => !string.IsNullOrWhiteSpace(secret)).Select(secret => (secret, Pattern(secret)))];

    private SecretRedactor((string Text, Regex Pattern)[] secrets) => _secrets = secrets;

    /// <summary>A redactor that knows this secret too: itself, where it does.</summary>
    public SecretRedactor With(string? secret) =>
        string.IsNullOrWhiteSpace(secret) || Array.Exists(_secrets, known => known.Text == secret) ? this : new([.. _secrets, (secret, Pattern(secret))]);

    public string Redact(string text)
    {
        foreach ((_, Regex pattern) in _secrets)
        {
            text = pattern.Replace(text, Redacted);
        }

        return BearerToken().Replace(text, $"Bearer {Redacted}");
    }

    /// <summary>The exception itself, or in its place one with a clean message where its text holds a secret.</summary>
    public Exception Redact(Exception exception)
    {
        string text = exception.ToString();
        return Redact(text) == text ? exception : new InvalidDataException(Redact(exception.Message));
    }

    private static Regex Pattern(string secret)
    {
        var pattern = new StringBuilder();
        foreach (char character in secret)
        {
            string code = ((int)character).ToString("x4", CultureInfo.InvariantCulture);
            pattern.Append(CultureInfo.InvariantCulture, $@"(?:\\?{Regex.Escape(character.ToString())}|\\u(?i:{code}))");
        }

        return new Regex(pattern.ToString(), RegexOptions.CultureInvariant, MatchTimeout);
    }

    [GeneratedRegex(@"\bBearer\s+[A-Za-z0-9\-._~+/]{8,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex BearerToken();
}
