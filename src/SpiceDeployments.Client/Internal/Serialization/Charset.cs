using System.Net.Http.Headers;
using System.Text;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Converts the body of a response to UTF-8.</summary>
internal static class Charset
{
    /// <summary>Returns the text of a body in UTF-8, or at most so many bytes of the body, without a byte order mark.</summary>
    /// <remarks>An encoding that the program registered may throw any exception.</remarks>
    public static ReadOnlyMemory<byte> ToUtf8(BufferedContent content, int maxBytes = BufferedContent.MaxBytes)
    {
        ReadOnlyMemory<byte> text = content.Bytes[..Math.Min(content.Bytes.Length, maxBytes)];
        if (FindEncoding(content) is { } encoding)
        {
            text = Encoding.Convert(encoding, Encoding.UTF8, text.ToArray());
        }

        return Utf8.WithoutByteOrderMark(text);
    }

    /// <summary>Returns the encoding of the body, or <c>null</c> if the text is UTF-8: JSON is, unless it begins with the mark of UTF-16 or UTF-32, or the charset names another encoding that .NET knows.</summary>
    private static Encoding? FindEncoding(BufferedContent content) => content.Bytes.Span switch
    {
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => FindEncoding(content.ContentType),
    };

    private static Encoding? FindEncoding(string? contentType)
    {
        if (contentType is null
            || !contentType.Contains("charset", StringComparison.OrdinalIgnoreCase)
            || contentType.EndsWith("charset=utf-8", StringComparison.OrdinalIgnoreCase)
            || !MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type))
        {
            return null;
        }

        try
        {
            return Encoding.GetEncoding(type.CharSet?.Trim('"') ?? "utf-8");
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
