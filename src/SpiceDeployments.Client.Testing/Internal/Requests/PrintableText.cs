using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>Makes a text that a client sent harmless on a terminal and in the log of a CI system.</summary>
internal static class PrintableText
{
    /// <summary>
    /// Escapes control characters, line breaks, invisible characters and halves of surrogate pairs as <c>\u001B</c>, and <c>##</c>, with which commands of CI
    /// systems start. Cuts the text after at most <paramref name="maxCharacters"/> UTF-16 characters.
    /// </summary>
    public static string Escape(string text, int maxCharacters)
    {
        var printable = new StringBuilder();
        int index = 0;
        while (index < text.Length)
        {
            int length = char.IsSurrogatePair(text, index) ? 2 : 1;
            if (index + length > maxCharacters)
            {
                return printable.Append('…').ToString();
            }

            bool isEscaped = IsUnprintable(CharUnicodeInfo.GetUnicodeCategory(text, index)) || text.AsSpan(index).StartsWith("##", StringComparison.Ordinal);
            _ = isEscaped ? AppendEscaped(printable, text.AsSpan(index, length)) : printable.Append(text, index, length);
            index += length;
        }

        return printable.ToString();
    }

    private static StringBuilder AppendEscaped(StringBuilder printable, ReadOnlySpan<char> characters)
    {
        foreach (char character in characters)
        {
            printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
        }

        return printable;
    }

    private static bool IsUnprintable(UnicodeCategory category) =>
        category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
