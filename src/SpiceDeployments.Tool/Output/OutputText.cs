using System.Globalization;
using System.Text;

namespace SpiceDeployments.Tool.Output;

/// <summary>Makes texts of the service and of files harmless for a terminal, a log and a CI system.</summary>
internal static class OutputText
{
    private const int MaxLength = 4096;

    private static readonly Rune Replacement = Rune.ReplacementChar;
    private static readonly Rune Ellipsis = new('…');

    /// <summary>
    /// Returns the text in one line of at most 4096 characters, without control and format characters. Divides <c>##</c>, with which commands of Azure Pipelines
    /// begin anywhere in a line, and <c>::</c>, with which commands of GitHub Actions begin at the start of a line.
    /// </summary>
    public static string Clean(string text)
    {
        var cleaned = new StringBuilder(Math.Min(text.Length, MaxLength));
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (cleaned.Length >= MaxLength)
            {
                cleaned.Append('…');
                break;
            }

            Append(cleaned, rune);
        }

        return cleaned.ToString();
    }

    /// <summary>Returns the first characters of a text, for a column.</summary>
    public static string Shorten(string text, int maxLength) => Clean(text) is { Length: var length } cleaned && length > maxLength ? $"{cleaned[..(maxLength - 1)]}…" : Clean(text);

    /// <summary>Returns the first characters of a text, for a file whose size is limited. No character is divided.</summary>
    public static string ShortenToBytes(string text, int maxBytes)
    {
        string cleaned = Clean(text);
        if (Encoding.UTF8.GetByteCount(cleaned) <= maxBytes)
        {
            return cleaned;
        }

        int bytes = Ellipsis.Utf8SequenceLength;
        IEnumerable<Rune> start = cleaned.EnumerateRunes().TakeWhile(rune => (bytes += rune.Utf8SequenceLength) <= maxBytes);
        return $"{string.Concat(start)}{Ellipsis}";
    }

    public static string Seconds(TimeSpan time) => time < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s");

    private static void Append(StringBuilder cleaned, Rune rune)
    {
        bool startsCommand = cleaned.Length > 0 && cleaned[^1] == (char)rune.Value && rune.Value is '#' or ':';
        if (startsCommand)
        {
            cleaned.Append(' ');
        }

        cleaned.Append(rune.Value is '\n' or '\t' ? " " : IsHarmless(rune) ? rune.ToString() : rune.Value is '\r' ? "" : Replacement.ToString());
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);
}
