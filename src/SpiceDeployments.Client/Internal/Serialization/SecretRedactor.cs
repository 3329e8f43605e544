using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>
/// Removes secrets from text: the known ones, also if they are encoded in Base64, JSON-escaped, URL-escaped, HTML-escaped, divided by line breaks, or
/// several of these; anything in the form of a bearer token; and the API key of an app. The time is bounded, and nothing throws.
/// </summary>
internal sealed partial class SecretRedactor
{
    /// <summary>How much of a text is searched. A longer text is cut first, so that redaction takes bounded time.</summary>
    public const int MaxSearchedLength = 64 * 1024;

    /// <summary>How much of a text is searched for an excerpt, which is much shorter.</summary>
    private const int MaxExcerptedLength = 16 * 1024;

    private const string Redacted = "[redacted]";

    /// <summary>The length of a character that is URL-escaped and then JSON-escaped, such as <c>\u0025\u0032\u0042</c>.</summary>
    private const int MaxEscapedLength = 18;

    /// <summary>How many times a text may be escaped.</summary>
    private const int MaxLayers = 3;

    /// <summary>How many times a text is replaced by its decoded form. A text with more hidden secrets than that is removed.</summary>
    private const int MaxReveals = 8;

    /// <summary>Each decoder shortens the text, or returns an equal one.</summary>
    private static readonly Func<string, string>[] Decoders = [DecodeJson, Uri.UnescapeDataString, WebUtility.HtmlDecode, RemoveControls];

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    private readonly Secret[] _secrets;
    private readonly string? _added; // The argument of With that created this instance.
    private SecretRedactor? _last; // The last result of With.

    /// <param name="secrets">The secrets. A secret that is <c>null</c> or too short to search for is ignored.</param>
    public SecretRedactor(params IEnumerable<string?> secrets)
        : this(secrets.Select(Secret.Normalize).OfType<string>().Select(secret => new Secret(secret)), added: null)
    {
    }

    private SecretRedactor(IEnumerable<Secret> secrets, string? added)
    {
        _secrets = [.. secrets.OrderByDescending(secret => secret.Text.Length)]; // One may be the beginning of another.
        _added = added;
    }

    /// <summary>Returns a redactor that also removes the tokens of a request: if a provider supplied them, no option contains them.</summary>
    public SecretRedactor For(HttpRequestMessage? request)
    {
        string? rejected = null;
        request?.Options.TryGetValue(RequestOptions.RejectedToken, out rejected);
        return With(request?.Headers.Authorization?.Parameter).With(rejected);
    }

    /// <summary>Returns a redactor that also removes another secret.</summary>
    public SecretRedactor With(string? secret)
    {
        if (Secret.Normalize(secret) is not { } text || IsKnown(text))
        {
            return this;
        }

        SecretRedactor? last = _last;
        return last?._added == text ? last : _last = new SecretRedactor([.. _secrets, new Secret(text)], text);
    }

    /// <summary>Redacts a text of the service, and prepares it for the message or a property of an exception.</summary>
    public string Excerpt(string text) => MessageText.ForMessage(RedactBeginning(text, MaxExcerptedLength));

    /// <summary>Redacts a text, or the beginning of a text that is very long.</summary>
    public string Redact(string text) => RedactBeginning(text, MaxSearchedLength);

    /// <summary>
    /// Returns the exception or, if a text of it or of its inner exceptions contains a secret, is not harmless or cannot be read, another one with
    /// the prepared message only.
    /// </summary>
    public Exception Redact(Exception exception)
    {
        try
        {
            return IsSafe(exception) ? exception : new InvalidDataException(Excerpt(exception.Message));
        }
        catch (Exception unreadable)
        {
            // An exception of the program's handlers may throw as soon as its text is read.
            return new InvalidDataException($"{exception.GetType()}, whose text cannot be read: {unreadable.GetType()}");
        }
    }

    /// <summary>Without a closure, because this is called for every response.</summary>
    private bool IsKnown(string secret)
    {
        foreach (Secret known in _secrets)
        {
            if (known.Text == secret)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSafe(Exception exception)
    {
        string text = exception.ToString(); // Contains the inner exceptions.
        return Redact(text) == text && HasSafeParts(exception);
    }

    /// <summary>Checks what the text of an exception does not show, or shows among the lines of its stack trace.</summary>
    private bool HasSafeParts(Exception exception)
    {
        IEnumerable<Exception?> inner = exception is AggregateException aggregate ? aggregate.InnerExceptions : new[] { exception.InnerException };
        return exception is not RegexMatchTimeoutException // Its Input is the text that was searched.
            && MessageText.IsHarmless(exception.Message)
            && exception.Data.Cast<DictionaryEntry>().All(entry => $"{entry.Key}{entry.Value}" is var data && Redact(data) == data)
            && inner.OfType<Exception>().All(HasSafeParts);
    }

    private string RedactBeginning(string text, int maxLength)
    {
        bool isCut = text.Length > maxLength;
        string redacted = RedactKnown(isCut ? text[..maxLength] : text);
        if (isCut)
        {
            // The cut may have left a part of a secret.
            int longest = _secrets is [var first, ..] ? first.Text.Length : 0;
            redacted = redacted[..Math.Max(0, redacted.Length - Math.Min(MaxEscapedLength * longest, maxLength / 2))];
        }

        return ApiKey().Replace(BearerToken().Replace(redacted, $"Bearer {Redacted}"), $"${{name}}\"{Redacted}\"");
    }

    private string RedactKnown(string text)
    {
        text = Replace(text);
        for (int reveals = 0; Reveal(text, MaxLayers) is { } revealed; reveals++)
        {
            if (reveals == MaxReveals)
            {
                return Redacted;
            }

            text = revealed;
        }

        return text;
    }

    /// <summary>If decoding the text reveals a secret, returns the decoded text without it, otherwise <c>null</c>.</summary>
    private string? Reveal(string text, int layers)
    {
        foreach (Func<string, string> decode in Decoders)
        {
            string decoded = decode(text);
            if (decoded.Length < text.Length)
            {
                string redacted = Replace(decoded);
                string? revealed = ReferenceEquals(redacted, decoded) ? null : redacted;
                revealed ??= layers > 1 ? Reveal(decoded, layers - 1) : null;
                if (revealed is not null)
                {
                    return revealed;
                }
            }
        }

        return null;
    }

    /// <summary>Returns the same instance if the text contains no secret.</summary>
    private string Replace(string text)
    {
        foreach (Secret secret in _secrets)
        {
            text = secret.Remove(text);
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
                decoded.Append(text[++i] is 'b' or 'f' or 'n' or 'r' or 't' ? '\n' : text[i]);
            }
        }

        return decoded.ToString();
    }

    /// <summary>Removes line breaks, and every second byte of UTF-16 that was read as UTF-8.</summary>
    private static string RemoveControls(string text) =>
        text.AsSpan().ContainsAny(Controls) ? string.Concat(text.Where(character => !char.IsControl(character))) : text;

    [GeneratedRegex(@"\bBearer\s+[A-Za-z0-9\-._~+/]{8,}=*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex BearerToken();

    /// <summary>The API key of an app, which is in the JSON of the app. The end of the text may cut the key.</summary>
    [GeneratedRegex(@"(?<name>\\*""api_key(_\d)?\\*""\s*:\s*)\\*""[^""\\]*(\\*""|\z)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex ApiKey();

    /// <summary>One secret, as it is and in Base64.</summary>
    private sealed class Secret(string text)
    {
        /// <summary>Anything shorter would be found in texts that do not contain the secret.</summary>
        private const int MinLength = 6;

        /// <summary>With either alphabet, at each offset from the beginning of three bytes.</summary>
        private readonly string[] _base64 =
        [
            .. Enumerable.Range(0, 3).Select(offset => EncodeBase64(text, offset)).SelectMany(base64 => (string[])[base64, ToUrlSafe(base64)]).Distinct(StringComparer.Ordinal),
        ];

        public string Text => text;

        /// <summary>Returns the secret without white space around it, or <c>null</c> if there is none or if it is too short.</summary>
        public static string? Normalize(string? secret) => secret?.Trim() is { Length: >= MinLength } trimmed ? trimmed : null;

        /// <summary>Returns the same instance if the other text does not contain the secret.</summary>
        public string Remove(string other)
        {
            other = other.Replace(text, Redacted, StringComparison.Ordinal);
            foreach (string base64 in _base64)
            {
                int found = other.IndexOf(base64, StringComparison.Ordinal);
                other = found < 0 ? other : RemoveBase64(other, base64, found);
            }

            return other;
        }

        /// <summary>Removes each whole Base64 text that contains the given one: the rest may contain the beginning and the end of the secret.</summary>
        private static string RemoveBase64(string other, string base64, int found)
        {
            var result = new StringBuilder(other.Length);
            int position = 0;
            while (found >= 0)
            {
                int start = found;
                while (start > position && IsBase64(other[start - 1]))
                {
                    start--;
                }

                result.Append(other, position, start - position).Append(Redacted);
                position = found + base64.Length;
                while (position < other.Length && (IsBase64(other[position]) || other[position] is '='))
                {
                    position++;
                }

                found = other.IndexOf(base64, position, StringComparison.Ordinal);
            }

            return result.Append(other, position, other.Length - position).ToString();
        }

        private static bool IsBase64(char character) => char.IsAsciiLetterOrDigit(character) || character is '+' or '/' or '-' or '_';

        /// <summary>Returns the characters that do not depend on what precedes and follows the secret in a text that is encoded.</summary>
        /// <param name="text">The secret.</param>
        /// <param name="offset">How many bytes precede the secret, modulo 3.</param>
        private static string EncodeBase64(string text, int offset)
        {
            byte[] bytes = [.. new byte[offset], .. Encoding.UTF8.GetBytes(text)];
            int first = ((8 * offset) + 5) / 6;
            int end = 8 * bytes.Length / 6;
            return Convert.ToBase64String(bytes)[first..end];
        }

        private static string ToUrlSafe(string base64) => base64.Replace('+', '-').Replace('/', '_');
    }
}
