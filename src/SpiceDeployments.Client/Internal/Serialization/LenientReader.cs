using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>Reads values that servers do not all send alike. What cannot be read is null, and the rest of the answer is read all the same.</summary>
internal static class LenientReader
{
    /// <summary>Text, also where a number or a boolean was sent.</summary>
    public static string? ReadText(this ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return ReadUnicode(ref reader);
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

    /// <summary>Text that mostly is one of a few words, which then takes no memory of its own.</summary>
    public static string? ReadWord(this ref Utf8JsonReader reader, string[] words)
    {
        if (reader.TokenType is JsonTokenType.String)
        {
            foreach (string word in words)
            {
                if (Ascii.Equals(reader.ValueSpan, word))
                {
                    return word;
                }
            }
        }

        return reader.ReadText();
    }

    /// <summary>An integer, or the same as a string.</summary>
    public static int? ReadInt32(this ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out int number) ? number : null;
            case JsonTokenType.String:
                return int.TryParse(ReadUnicode(ref reader), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int parsed) ? parsed : null;
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>A time in ISO 8601; one without an offset is UTC.</summary>
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

    /// <summary>An id: a positive 64-bit integer, or the same as a string. Without it a deployment cannot be told apart, so nothing else will do.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static long ReadId(this ref Utf8JsonReader reader)
    {
        long id = 0;
        bool isInteger = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out id),
            JsonTokenType.String => long.TryParse(reader.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out id),
            _ => false,
        };
        return isInteger && id > 0 ? id : throw new JsonException("'id' must be a positive integer.");
    }

    /// <summary>Text that is not valid Unicode, such as half of a cut emoji, must not make the rest of the answer unreadable.</summary>
    private static string? ReadUnicode(ref Utf8JsonReader reader)
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
