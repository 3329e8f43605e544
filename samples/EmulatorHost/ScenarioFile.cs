using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmulatorHost;

/// <summary>Reads a scenario file strictly. A property that is unknown, missing or duplicated is an error.</summary>
internal static class ScenarioFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="ScenarioException">The file cannot be read, or is not a scenario.</exception>
    public static Scenario Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Scenario>(File.ReadAllText(path), Options) ?? throw new ScenarioException("The scenario must not be null.");
        }
        catch (JsonException exception)
        {
            throw new ScenarioException($"line {exception.LineNumber + 1}, {exception.Path ?? "$"}: {Describe(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(exception.Message, exception);
        }
    }

    /// <summary>Removes the place, which is reported separately, and the names of .NET types from a message of the serializer.</summary>
    private static string Describe(string message)
    {
        if (message.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
        {
            return "The value is not valid here.";
        }

        if (message.Contains("allow setting null values", StringComparison.Ordinal) || message.Contains("allow null values", StringComparison.Ordinal))
        {
            return "The value must not be null.";
        }

        string type = typeof(Scenario).FullName!;
        return message.Split(" Path: ")[0].Replace($"{type}+", "", StringComparison.Ordinal).Replace(type, nameof(Scenario), StringComparison.Ordinal);
    }
}
