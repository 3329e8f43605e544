using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>
/// Reads and validates the fields of a body. Returns <c>null</c> for an absent or invalid field; an invalid field is added to <see cref="Errors"/>.
/// </summary>
internal sealed class FieldReader(JsonElement body)
{
    private const string InvalidUnicode = "Invalid Unicode in string";

    public FieldErrors Errors { get; } = new();

    public string? ReadString(string field)
    {
        if (Read(field, "string", JsonValueKind.String) is not { } value)
        {
            return null;
        }

        if (value.TryGetString() is { } text)
        {
            return text;
        }

        Errors.Add(field, InvalidUnicode);
        return null;
    }

    /// <summary>Reads a string that the body must have, and that must satisfy a rule. Returns an empty string if there is an error.</summary>
    public string ReadRequiredString(string field, Func<string, bool>? isValid = null, string error = "")
    {
        if (!Has(field))
        {
            Errors.Add(field, "Required");
        }
        else if (ReadString(field) is { } text)
        {
            if (isValid?.Invoke(text) is not false)
            {
                return text;
            }

            Errors.Add(field, error);
        }

        return "";
    }

    /// <summary>Whether the body has the field, also as <c>null</c>.</summary>
    public bool Has(string field) => body.TryGetProperty(field, out _);

    public bool IsNull(string field) => body.TryGetProperty(field, out JsonElement value) && value.ValueKind is JsonValueKind.Null;

    public string? ReadEnum(string field, IReadOnlyList<string> values) => Errors.ValidateEnum(field, ReadString(field), values);

    public bool? ReadBoolean(string field) => Read(field, "boolean", JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public int? ReadInteger(string field, int min, int max)
    {
        if (Read(field, "number", JsonValueKind.Number)?.GetDouble() is not { } number)
        {
            return null;
        }

        if (!double.IsInteger(number))
        {
            Errors.Add(field, "Expected integer, received float");
            return null;
        }

        return Errors.ValidateRange(field, (long)number, min, max);
    }

    public double? ReadNumber(string field) => Read(field, "number", JsonValueKind.Number)?.GetDouble();

    /// <summary>Reads an object whose names and strings are valid Unicode.</summary>
    public JsonElement? ReadObject(string field) => RequireUnicode(field, Read(field, "object", JsonValueKind.Object));

    /// <summary>Reads an object, or the text of one.</summary>
    public JsonElement? ReadObjectOrText(string field, Func<string, JsonElement> parse)
    {
        if (!body.TryGetProperty(field, out JsonElement value) || value.ValueKind is not JsonValueKind.String)
        {
            return ReadObject(field);
        }

        try
        {
            return ReadString(field) is { } text ? RequireUnicode(field, parse(text)) : null;
        }
        catch (FormatException exception)
        {
            Errors.Add(field, exception.Message);
            return null;
        }
    }

    /// <summary>Reads an object whose values are strings.</summary>
    public IReadOnlyDictionary<string, string>? ReadMap(string field)
    {
        if (ReadObject(field) is not { } value)
        {
            return null;
        }

        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (property.Value.ValueKind is not JsonValueKind.String)
            {
                Errors.AddWrongType(field, "string", property.Value);
                return null;
            }

            map[property.Name] = property.Value.GetString()!;
        }

        return map;
    }

    private JsonElement? RequireUnicode(string field, JsonElement? value)
    {
        try
        {
            _ = value is { } read ? CanonicalJson.Serialize(read) : null;
            return value;
        }
        catch (InvalidOperationException)
        {
            Errors.Add(field, InvalidUnicode);
            return null;
        }
    }

    private JsonElement? Read(string field, string type, params JsonValueKind[] kinds)
    {
        if (!body.TryGetProperty(field, out JsonElement value))
        {
            return null;
        }

        if (kinds.Contains(value.ValueKind))
        {
            return value;
        }

        Errors.AddWrongType(field, type, value);
        return null;
    }
}
