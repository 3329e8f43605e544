using System.Text;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Text that is measured in UTF-8 bytes.</summary>
internal static class Utf8
{
    /// <summary>How much of a response an exception contains: 4 KiB.</summary>
    public const int MaxExcerptBytes = 4 * 1024;

    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <summary>Truncates a text to 4 KiB of UTF-8, and never within a character.</summary>
    public static string Truncate(string text)
    {
        int bytes = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxExcerptBytes)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
