using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>
/// Reads and validates the fields of a body. Returns <c>null</c> for an absent or invalid field; an invalid field is added to <see cref="Errors"/>.
/// </summary>
internal sealed class FieldReader(JsonElement body)
{
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

        Errors.Add(field, "Invalid Unicode in string");
        return null;
    }

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
