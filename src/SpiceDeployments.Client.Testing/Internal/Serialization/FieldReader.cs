using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Reads the fields of a body by name and type; a field that is absent is null, a wrong one is noted in <see cref="Errors"/>.</summary>
internal sealed class FieldReader(JsonElement body)
{
    public FieldErrors Errors { get; } = new();

    public string? String(string field)
    {
        if (Read(field, "string", JsonValueKind.String) is not { } value)
        {
            return null;
        }

        if (value.TextOrNull() is { } text)
        {
            return text;
        }

        Errors.Add(field, "Invalid Unicode in string");
        return null;
    }

    public string? OneOf(string field, IReadOnlyList<string> known) => Errors.OneOf(field, String(field), known);

    public bool? Boolean(string field) => Read(field, "boolean", JsonValueKind.True, JsonValueKind.False)?.GetBoolean();

    public int? Integer(string field, int min, int max)
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

        return Errors.InRange(field, (long)number, min, max);
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

        Errors.Add(field, $"Expected {type}, received {JsonWords.TypeOf(value)}");
        return null;
    }
}
