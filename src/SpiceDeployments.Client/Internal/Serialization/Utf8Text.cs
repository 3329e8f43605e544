using System.Text;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Text that is measured as it would be on the wire.</summary>
internal static class Utf8Text
{
    /// <summary>How much of an answer goes into an exception: 4 KiB.</summary>
    public const int MaxExcerptBytes = 4 * 1024;

    public static string Excerpt(string text) => Cut(text, MaxExcerptBytes);

    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <summary>The longest start of a text that takes no more bytes than this as UTF-8, without half a character at its end.</summary>
    private static string Cut(string text, int maxBytes)
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
