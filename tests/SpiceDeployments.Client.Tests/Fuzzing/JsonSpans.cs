using System.Text.Json;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>Where the values, names and properties of a text are, as far as it is JSON.</summary>
internal sealed class JsonSpans
{
    private JsonSpans()
    {
    }

    public List<Range> Values { get; } = [];

    public List<Range> Names { get; } = [];

    /// <summary>Each with its name and its value.</summary>
    public List<Range> Properties { get; } = [];

    public static JsonSpans Of(ReadOnlySpan<byte> text)
    {
        var spans = new JsonSpans();
        try
        {
            spans.Read(text);
        }
        catch (JsonException)
        {
            // What was read up to there is enough.
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
                    (int value, int itsName) = starts.Pop();
                    Add(value, itsName, end);
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
