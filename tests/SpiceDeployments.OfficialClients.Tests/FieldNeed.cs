using System.Text.Json;

namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>A field of a response that a client reads.</summary>
/// <param name="Path">The names of the field and its parents, with dots between them; <c>[]</c> after a name is each item of an array.</param>
/// <param name="Type">The JSON type: string, integer, number, boolean, object, array, map (of strings), each with <c>?</c> if it can be null or absent.</param>
/// <param name="Value">The value that it must have. If <c>null</c>, any value.</param>
public sealed record FieldNeed(string Path, string Type, string? Value = null)
{
    /// <summary>Returns the error of the field in this body, or <c>null</c>.</summary>
    public string? FindError(JsonElement body)
    {
        JsonElement[] found = [.. Find([body], Path.Split('.'))];
        return found is [] && !IsOptional ? $"{Path} is missing" : found.Select(FindValueError).FirstOrDefault(error => error is not null);
    }

    private bool IsOptional => Type.EndsWith('?');

    private static IEnumerable<JsonElement> Find(IEnumerable<JsonElement> parents, ReadOnlySpan<string> names)
    {
        if (names is [])
        {
            return parents;
        }

        string name = names[0];
        bool isArray = name.EndsWith("[]", StringComparison.Ordinal);
        string property = isArray ? name[..^2] : name;
        JsonElement[] children = [.. parents.Where(parent => parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(property, out _)).Select(parent => parent.GetProperty(property))];
        return Find(isArray ? [.. children.SelectMany(child => child.EnumerateArray())] : children, names[1..]);
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
