using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SpiceDeployments.Tool.Commands;

/// <summary>Reads JSON files that people write. Comments and trailing commas are permitted; a property that is unknown, missing or duplicated is an error.</summary>
internal static class JsonFile
{
    /// <exception cref="UsageException">The file cannot be read, or its content is not valid. The message names the line and the path.</exception>
    public static T Read<T>(FileInfo file, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(InputFile.ReadText(file), type) ?? throw new UsageException($"{file}: The value must not be null.");
        }
        catch (JsonException exception)
        {
            throw new UsageException($"{file}, line {exception.LineNumber + 1}, {exception.Path ?? "$"}: {Describe(exception.Message)}", exception);
        }
    }

    /// <summary>Removes the place, which is reported separately, and the names of .NET types from a message of the serializer.</summary>
    private static string Describe(string message)
    {
        if (message.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
        {
            return "The value is not valid here.";
        }

        if (message.Contains("null values", StringComparison.Ordinal))
        {
            return "The value must not be null.";
        }

        string text = message.Split(" Path: ")[0];
        int type = text.IndexOf("SpiceDeployments.", StringComparison.Ordinal);
        return type < 0 ? text : string.Concat(text.AsSpan(0, type), "object", text.AsSpan(text.IndexOf('\'', type) is var end && end < 0 ? text.Length : end));
    }
}
