using System.Text.Json;
using System.Text.Json.Serialization;

namespace EmulatorHost;

/// <summary>Reads a scenario strictly: a name that it does not know is an error, as is one that is missing or said twice.</summary>
internal static class ScenarioFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="ScenarioException">The file cannot be read, or is no scenario.</exception>
    public static Scenario Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Scenario>(File.ReadAllText(path), Options) ?? throw new ScenarioException("It holds null.");
        }
        catch (JsonException exception)
        {
            throw new ScenarioException($"line {exception.LineNumber + 1}, {exception.Path ?? "$"}: {What(exception.Message)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ScenarioException(exception.Message, exception);
        }
    }

    /// <summary>What is wrong, without the place, which is told already, and in the words of the file where the serializer speaks of types.</summary>
    private static string What(string message)
    {
        if (message.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
        {
            return "This value does not fit here.";
        }

        if (message.Contains("allow setting null values", StringComparison.Ordinal) || message.Contains("allow null values", StringComparison.Ordinal))
        {
            return "This must not be null.";
        }

        string type = typeof(Scenario).FullName!;
        return message.Split(" Path: ")[0].Replace($"{type}+", "", StringComparison.Ordinal).Replace(type, nameof(Scenario), StringComparison.Ordinal);
    }
}
