using System.Text.Json;

namespace SpiceDeployments.Client;

/// <summary>Compares JSON values by their content: the order of properties and the notation of numbers and texts do not count.</summary>
internal static class JsonComparison
{
    /// <summary>Whether two values are equal. A value that is missing equals <c>null</c>.</summary>
    public static bool AreEqual(JsonElement? first, JsonElement? second) => (OrNull(first), OrNull(second)) switch
    {
        (null, null) => true,
        ({ } left, { } right) => AreEqual(left, right),
        _ => false,
    };

    private static JsonElement? OrNull(JsonElement? value) => value is { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } ? null : value;

    private static bool AreEqual(JsonElement first, JsonElement second) => (first.ValueKind, second.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => HaveEqualProperties(first, second),
        (JsonValueKind.Array, JsonValueKind.Array) =>
            first.GetArrayLength() == second.GetArrayLength() && first.EnumerateArray().Zip(second.EnumerateArray()).All(items => AreEqual((JsonElement?)items.First, items.Second)),
        (JsonValueKind.Number, JsonValueKind.Number) => AreEqualNumbers(first, second),
        (JsonValueKind.String, JsonValueKind.String) => AreEqualTexts(first, second),
        var (left, right) => left == right,
    };

    private static bool HaveEqualProperties(JsonElement first, JsonElement second)
    {
        IEnumerable<string> names = first.EnumerateObject().Concat(second.EnumerateObject()).Select(property => property.Name).Distinct(StringComparer.Ordinal);
        return names.All(name => AreEqual(Find(first, name), Find(second, name)));
    }

    private static JsonElement? Find(JsonElement value, string name) => value.TryGetProperty(name, out JsonElement property) ? property : null;

    private static bool AreEqualNumbers(JsonElement first, JsonElement second) =>
        first.TryGetDecimal(out decimal left) && second.TryGetDecimal(out decimal right) ? left == right : first.GetRawText() == second.GetRawText();

    /// <summary>Half of a surrogate pair cannot be read as text.</summary>
    private static bool AreEqualTexts(JsonElement first, JsonElement second)
    {
        try
        {
            return first.GetString() == second.GetString();
        }
        catch (InvalidOperationException)
        {
            return first.GetRawText() == second.GetRawText();
        }
    }
}
