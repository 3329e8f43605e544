using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Removes secrets from text: the known ones, also if the text is JSON-escaped, URL-escaped or both, and anything in the form of a bearer token.</summary>
internal sealed partial class SecretRedactor
{
    /// <summary>How much of a text is searched. A longer text is cut first, so that redaction takes bounded time.</summary>
    public const int MaxSearchedLength = 16 * 1024;

    private const string Redacted = "[redacted]";

    /// <summary>The length of a character that is URL-escaped and then JSON-escaped, such as <c>\u0025\u0032\u0042</c>.</summary>
    private const int MaxEscapedLength = 18;

    private static readonly Func<string, string>[] Decoders =
        [DecodeJson, Uri.UnescapeDataString, text => Uri.UnescapeDataString(DecodeJson(text)), text => DecodeJson(Uri.UnescapeDataString(text))];

    private readonly string[] _secrets;

    public SecretRedactor(params IEnumerable<string?> secrets) => _secrets = [.. secrets.OfType<string>().Where(secret => !string.IsNullOrWhiteSpace(secret))];

    /// <summary>The length of a secret that the cut may have left in part.</summary>
    private int MaxPartialLength => MaxEscapedLength * _secrets.Select(secret => secret.Length).DefaultIfEmpty().Max();

    /// <summary>Returns a redactor that also removes another secret.</summary>
    public SecretRedactor With(string? secret) =>
        string.IsNullOrWhiteSpace(secret) || _secrets.Contains(secret, StringComparer.Ordinal) ? this : new([.. _secrets, secret]);

    /// <summary>Redacts a text and truncates it to what an exception contains.</summary>
    public string Excerpt(string text) => Utf8.Truncate(Redact(text));

    public string Redact(string text)
    {
        bool isCut = text.Length > MaxSearchedLength;
        string redacted = RedactKnown(isCut ? text[..MaxSearchedLength] : text);
        if (isCut)
        {
            redacted = redacted[..Math.Max(0, redacted.Length - MaxPartialLength)];
        }

        return BearerToken().Replace(redacted, $"Bearer {Redacted}");
    }

    /// <summary>Returns the exception or, if its text contains a secret, another one with a redacted message.</summary>
    public Exception Redact(Exception exception)
    {
        string text = exception.ToString();
        return Redact(text) == text ? exception : new InvalidDataException(Redact(exception.Message));
    }

    /// <summary>If decoding the text reveals a secret, the decoded text is redacted in its place.</summary>
    private string RedactKnown(string text)
    {
        text = Replace(text);
        foreach (Func<string, string> decode in Decoders)
        {
            string decoded = decode(text);
            string redacted = Replace(decoded);
            text = redacted == decoded ? text : redacted;
        }

        return text;
    }

    private string Replace(string text)
    {
        foreach (string secret in _secrets)
        {
            text = text.Replace(secret, Redacted, StringComparison.Ordinal);
        }

        return text;
    }

    private static string DecodeJson(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not '\\' || i == text.Length - 1)
            {
                decoded.Append(text[i]);
            }
            else if (text.AsSpan(i + 1) is ['u', _, _, _, _, ..] && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
            {
                decoded.Append((char)code);
                i += 5;
            }
            else
            {
                decoded.Append(text[++i]);
            }
        }

        return decoded.ToString();
    }

    [GeneratedRegex(@"\bBearer\s+[A-Za-z0-9\-._~+/]{8,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex BearerToken();
}
