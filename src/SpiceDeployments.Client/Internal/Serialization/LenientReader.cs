using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Reads values that servers send in different forms. A value that cannot be read is <c>null</c> and does not affect the rest of the response.</summary>
internal static class LenientReader
{
    /// <summary>Reads text, a number or a boolean as text.</summary>
    public static string? ReadText(this ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.ReadUnicode();
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            case JsonTokenType.True:
                return "true";
            case JsonTokenType.False:
                return "false";
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Reads text as one of the known strings if it is one, so that it takes no memory of its own.</summary>
    public static string? ReadInternedString(this ref Utf8JsonReader reader, string[] knownStrings)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            foreach (string known in knownStrings)
            {
                if (Ascii.Equals(reader.ValueSpan, known))
                {
                    return known;
                }
            }
        }

        return reader.ReadText();
    }

    /// <summary>Reads an integer, or a string that contains one.</summary>
    public static int? ReadInt32(this ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out int number) ? number : null;
            case JsonTokenType.String:
                return int.TryParse(reader.ReadUnicode(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed) ? parsed : null;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Reads a time in ISO 8601. A time without an offset is UTC.</summary>
    public static DateTimeOffset? ReadTime(this ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (reader.TryGetDateTime(out DateTime time) && time.Kind is not DateTimeKind.Local)
        {
            return new DateTimeOffset(time, TimeSpan.Zero);
        }

        return reader.TryGetDateTimeOffset(out DateTimeOffset timeWithOffset) ? timeWithOffset : null;
    }

    /// <summary>Reads an id: a positive 64-bit integer, or a string that contains one.</summary>
    public static long? ReadId(this ref Utf8JsonReader reader)
    {
        long id = 0;
        bool isInteger = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out id),
            JsonTokenType.String => long.TryParse(reader.ReadUnicode(), NumberStyles.None, CultureInfo.InvariantCulture, out id),
            _ => false,
        };
        reader.Skip();
        return isInteger && id > 0 ? id : null;
    }

    /// <summary>Reads text, or <c>null</c> if it is not valid Unicode: half of a surrogate pair does not make the rest of the response unreadable.</summary>
    public static string? ReadUnicode(this ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
