using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>
/// Compares a text with the types of a scenario. The serializer rejects the same, except for unknown and duplicate properties, but names types and members of .NET
/// instead of the words of the file.
/// </summary>
internal static class ScenarioFormat
{
    private const string InvalidUnicode = "The text contains invalid Unicode.";

    /// <exception cref="ScenarioException">The value does not have the type.</exception>
    public static void Check(JsonElement value, JsonTypeInfo type, ScenarioPlace place)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                CheckObject(value, type, place);
                break;
            case JsonTypeInfoKind.Enumerable:
                CheckArray(value, type.Options.GetTypeInfo(type.ElementType!), place);
                break;
            case JsonTypeInfoKind.Dictionary:
                CheckMap(value, type.Options.GetTypeInfo(type.ElementType!), place);
                break;
            default:
                CheckScalar(value, Nullable.GetUnderlyingType(type.Type) ?? type.Type, place);
                break;
        }
    }

    private static void CheckObject(JsonElement value, JsonTypeInfo type, ScenarioPlace place)
    {
        HashSet<string> names = ReadNames(value, place);
        foreach (string name in names)
        {
            JsonPropertyInfo property = type.Properties.FirstOrDefault(property => property.Name == name)
                ?? throw place.At(name).CreateError($"'{name}' is not a property here. The properties are {string.Join(", ", type.Properties.Select(property => property.Name))}.");
            JsonElement child = value.GetProperty(name);
            if (child.ValueKind is not JsonValueKind.Null || !property.IsSetNullable)
            {
                CheckNotNull(child, type.Options.GetTypeInfo(property.PropertyType), place.At(name));
            }
        }

        if (type.Properties.FirstOrDefault(property => property.IsRequired && !names.Contains(property.Name)) is { } missing)
        {
            throw place.CreateError($"'{missing.Name}' is missing.");
        }
    }

    private static void CheckArray(JsonElement value, JsonTypeInfo elementType, ScenarioPlace place)
    {
        Require(value.ValueKind is JsonValueKind.Array, place, "Expected a list in brackets.");
        for (int i = 0; i < value.GetArrayLength(); i++)
        {
            CheckNotNull(value[i], elementType, place.At(i));
        }
    }

    private static void CheckMap(JsonElement value, JsonTypeInfo elementType, ScenarioPlace place)
    {
        foreach (string name in ReadNames(value, place))
        {
            CheckNotNull(value.GetProperty(name), elementType, place.At(name));
        }
    }

    private static void CheckNotNull(JsonElement value, JsonTypeInfo type, ScenarioPlace place)
    {
        Require(value.ValueKind is not JsonValueKind.Null, place, "The value must not be null.");
        Check(value, type, place);
    }

    private static void CheckScalar(JsonElement value, Type type, ScenarioPlace place)
    {
        string? error = type switch
        {
            _ when type == typeof(JsonElement) => null,
            _ when type == typeof(bool) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "Expected true or false.",
            _ when type == typeof(int) => value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out _) ? null : "Expected a whole number.",
            _ when type == typeof(long) => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _) ? null : "Expected a whole number.",
            _ when type == typeof(double) => value.ValueKind is JsonValueKind.Number ? null : "Expected a number.",
            _ when type == typeof(TimeSpan) => ScenarioTime.TryParse(ReadText(value, place), out _) ? null : $"Expected a time. {ScenarioTime.Format}",
            _ when type.IsEnum => FindEnumError(ReadText(value, place), type),
            _ => ReadText(value, place) is null ? "Expected a text in quotation marks." : null,
        };
        Require(error is null, place, error ?? "");
    }

    private static string? FindEnumError(string? text, Type type)
    {
        string[] names = [.. Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName)];
        return names.Contains(text, StringComparer.Ordinal) ? null : $"Expected one of {string.Join(", ", names)}.";
    }

    private static HashSet<string> ReadNames(JsonElement value, ScenarioPlace place)
    {
        Require(value.ValueKind is JsonValueKind.Object, place, "Expected an object in braces.");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonProperty property in value.EnumerateObject())
        {
            string name = Read(() => property.Name, place);
            Require(names.Add(name), place.At(name), $"'{name}' occurs twice.");
        }

        return names;
    }

    /// <summary>Returns a text, or <c>null</c> if the value is none.</summary>
    private static string? ReadText(JsonElement value, ScenarioPlace place) => value.ValueKind is JsonValueKind.String ? Read(() => value.GetString()!, place) : null;

    /// <summary>JSON can escape half of a surrogate pair, as in <c>"\ud83d"</c>.</summary>
    private static string Read(Func<string> read, ScenarioPlace place)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw place.CreateError(InvalidUnicode);
        }
    }

    private static void Require(bool condition, ScenarioPlace place, string message)
    {
        if (!condition)
        {
            throw place.CreateError(message);
        }
    }
}
