using System.Text.Json;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>The positions of the values, names and properties in JSON text.</summary>
internal sealed class JsonSpans
{
    private JsonSpans()
    {
    }

    public List<Range> Values { get; } = [];

    public List<Range> Names { get; } = [];

    /// <summary>The names with their values.</summary>
    public List<Range> Properties { get; } = [];

    public static JsonSpans Find(ReadOnlySpan<byte> text)
    {
        var spans = new JsonSpans();
        try
        {
            spans.Read(text);
        }
        catch (JsonException)
        {
            // The spans up to the error are used.
        }

        return spans;
    }

    private void Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 100_000 });
        var starts = new Stack<(int Value, int Name)>();
        int name = -1;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            int end = (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = start;
                    Names.Add(start..(start + reader.ValueSpan.Length + 2));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    starts.Push((start, name));
                    name = -1;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    (int value, int valueName) = starts.Pop();
                    Add(value, valueName, end);
                    break;
                default:
                    Add(start, name, end);
                    name = -1;
                    break;
            }
        }
    }

    private void Add(int value, int name, int end)
    {
        Values.Add(value..end);
        if (name >= 0)
        {
            Properties.Add(name..end);
        }
    }
}
