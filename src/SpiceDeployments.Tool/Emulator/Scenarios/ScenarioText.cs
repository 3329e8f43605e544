using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>The text of a scenario or of a part of one: JSON, in which comments and trailing commas are permitted.</summary>
internal sealed class ScenarioText(ReadOnlyMemory<byte> utf8)
{
    private const byte LineFeed = (byte)'\n';

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="ScenarioException">The text does not have the format of the type.</exception>
    public T Read<T>(JsonTypeInfo<T> type)
    {
        using JsonDocument document = Parse();
        ScenarioFormat.Check(document.RootElement, type, ScenarioPlace.Root);
        return document.RootElement.Deserialize(type)!;
    }

    /// <summary>Returns the error with its line and its place.</summary>
    public string Describe(ScenarioException exception)
    {
        string place = exception.Place.ToString() is { Length: > 0 } path ? $", {path}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"line {exception.Line ?? FindLine(exception.Place)}{place}: {exception.Message}");
    }

    private JsonDocument Parse()
    {
        try
        {
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException exception)
        {
            throw new ScenarioException(ScenarioPlace.Root, exception.Message.Split(" LineNumber: ")[0], exception) { Line = exception.LineNumber + 1 };
        }
    }

    private int FindLine(ScenarioPlace place)
    {
        using JsonDocument document = Parse();
        utf8.Span.Overlaps(JsonMarshal.GetRawUtf8Value(place.Find(document.RootElement)), out int offset);
        return utf8.Span[..offset].Count(LineFeed) + 1;
    }
}
