using System.Buffers;
using System.Text;

namespace SpiceDeployments.Client;

/// <summary>
/// Prepares texts of the service for messages, logs and activities: without characters that a terminal, a log or a CI system interprets, and of
/// bounded length. Secrets are redacted before, when the response is read.
/// </summary>
internal static class MessageText
{
    private const int MaxMessageBytes = 4 * 1024;
    private const int MaxLogBytes = 1024;

    private const char Replacement = '\uFFFD';
    private const string LineBreaks = "\n\r\t\v\f\u0085\u2028\u2029";

    /// <summary>Characters that change the direction of the text after them, and thereby show it as another text.</summary>
    private const string DirectionControls = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>The beginning of a workflow command of GitHub Actions, which counts at the beginning of a line only.</summary>
    private const string CommandStart = "::";

    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. LineBreaks, .. DirectionControls, '#', .. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl)]);

    /// <summary>Returns at most 4 KiB of a text for a message of an exception.</summary>
    public static string ForMessage(string text) => Prepare(text, MaxMessageBytes);

    /// <summary>Returns at most 1 KiB of a text for a log message or an activity, or of a word, such as a status, for any message.</summary>
    public static string ForLog(string text) => Prepare(text, MaxLogBytes);

    /// <summary>Whether a text is not longer than the message of an exception, and each of its lines is harmless: .NET writes several lines into some messages.</summary>
    public static bool IsHarmless(string text) => text.Length <= MaxMessageBytes && text.Split('\n').All(line => line.TrimEnd('\r') is var harmless && MakeHarmless(harmless) == harmless);

    private static string Prepare(string text, int maxBytes) => Truncate(MakeHarmless(Truncate(text, maxBytes)), maxBytes);

    private static string MakeHarmless(string text)
    {
        string harmless = text.AsSpan().ContainsAny(Special) ? ReplaceSpecial(text) : text;
        int start = harmless.Length - harmless.TrimStart().Length;
        return harmless.AsSpan(start).StartsWith(CommandStart, StringComparison.Ordinal) ? harmless.Insert(start + 1, " ") : harmless;
    }

    /// <summary>Replaces line breaks and other control characters, and divides the <c>##</c> with which commands of Azure Pipelines and TeamCity begin, anywhere in a line.</summary>
    private static string ReplaceSpecial(string text)
    {
        var result = new StringBuilder(text.Length);
        char previous = ' ';
        foreach (char character in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            result.Append(character is '#' && previous is '#' ? " " : "").Append(Replace(character));
            previous = character;
        }

        return result.ToString();
    }

    private static char Replace(char character)
    {
        if (LineBreaks.Contains(character, StringComparison.Ordinal))
        {
            return ' ';
        }

        return char.IsControl(character) || DirectionControls.Contains(character, StringComparison.Ordinal) ? Replacement : character;
    }

    /// <summary>Truncates a text to a number of UTF-8 bytes, and never within a character.</summary>
    private static string Truncate(string text, int maxBytes)
    {
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > maxBytes)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
