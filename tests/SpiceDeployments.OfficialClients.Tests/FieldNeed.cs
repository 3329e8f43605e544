using System.Text.Json;

namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>A field of a response that a client reads.</summary>
/// <param name="Path">The names of the field and its parents, with dots between them; <c>[]</c> after a name is each item of an array.</param>
/// <param name="Type">The JSON type: string, integer, number, boolean, object, array, map (of strings), each with <c>?</c> if it can be null or absent.</param>
/// <param name="Value">The value that it must have. If <c>null</c>, any value.</param>
public sealed record FieldNeed(string Path, string Type, string? Value = null)
{
    private const string ItemSuffix = "[]";

    private bool IsOptional => Type.EndsWith('?');

    private string? AbsentError => IsOptional ? null : $"{Path} is missing";

    /// <summary>Returns the error of the field in this body, or <c>null</c>. Each item of an array must have the field.</summary>
    public string? FindError(JsonElement body) => FindError(body, Path.Split('.'));

    private string? FindError(JsonElement value, ReadOnlySpan<string> names)
    {
        if (names is [])
        {
            return FindValueError(value);
        }

        if (value.ValueKind is not JsonValueKind.Object)
        {
            return value.ValueKind is JsonValueKind.Null ? AbsentError : $"{Path} is missing: its parent is {value.GetRawText()}";
        }

        bool isArray = names[0].EndsWith(ItemSuffix, StringComparison.Ordinal);
        string name = isArray ? names[0][..^ItemSuffix.Length] : names[0];
        if (!value.TryGetProperty(name, out JsonElement child))
        {
            return AbsentError;
        }

        return isArray ? FindItemError(child, names[1..]) : FindError(child, names[1..]);
    }

    private string? FindItemError(JsonElement array, ReadOnlySpan<string> names)
    {
        if (array.ValueKind is not JsonValueKind.Array)
        {
            return $"{Path} is missing: its parent is {array.GetRawText()}";
        }

        foreach (JsonElement item in array.EnumerateArray())
        {
            if (FindError(item, names) is { } error)
            {
                return error;
            }
        }

        return array.GetArrayLength() is 0 ? AbsentError : null;
    }

    private string? FindValueError(JsonElement value)
    {
        if (!IsType(value))
        {
            return $"{Path} is {value.GetRawText()}, but must be {Type}";
        }

        return Value is null || string.Equals(value.ToString(), Value, StringComparison.Ordinal) ? null : $"{Path} is {value}, but must be {Value}";
    }

    private bool IsType(JsonElement value) => (Type.TrimEnd('?'), value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => IsOptional,
        ("string", JsonValueKind.String) or ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => value.TryGetInt64(out _),
        ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("map", JsonValueKind.Object) => value.EnumerateObject().All(property => property.Value.ValueKind is JsonValueKind.String),
        _ => false,
    };
}
