namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Text in UTF-8.</summary>
internal static class Utf8
{
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> text) => text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
}
