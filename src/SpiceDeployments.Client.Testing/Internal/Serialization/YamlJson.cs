using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>
/// Converts a YAML document to JSON. Plain scalars have the types of the YAML 1.2 core schema. Anchors and aliases are resolved; merge keys and tags are not.
/// </summary>
internal sealed class YamlJson
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 100_000;

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, Anchor> _anchors = [];
    private int _nodes;

    private YamlJson(string text) => _parser = new Parser(new StringReader(text));

    /// <exception cref="FormatException">The text is not YAML, has several documents, or is nested or repeated beyond the limits.</exception>
    public static JsonElement Parse(string text)
    {
        try
        {
            return JsonSerializer.SerializeToElement(new YamlJson(text).ReadDocument()!, PlainJsonContext.Default.JsonNode);
        }
        catch (YamlException exception)
        {
            throw new FormatException($"Invalid YAML in line {exception.Start.Line}: {exception.Message}", exception);
        }
        catch (JsonException exception)
        {
            throw new FormatException($"Invalid YAML: with its aliases, nested more than {MaxDepth} levels deep", exception);
        }
    }

    private JsonNode? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
        {
            return null;
        }

        _parser.Consume<DocumentStart>();
        JsonNode? root = ReadNode(depth: 0);
        _parser.Consume<DocumentEnd>();
        return _parser.TryConsume<StreamEnd>(out _) ? root : throw new FormatException("Invalid YAML: more than one document");
    }

    private JsonNode? ReadNode(int depth)
    {
        Count(1);
        if (depth > MaxDepth)
        {
            throw new FormatException($"Invalid YAML: nested more than {MaxDepth} levels deep");
        }

        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return Resolve(alias);
        }

        int first = _nodes;
        AnchorName anchor = ((NodeEvent)_parser.Current!).Anchor;
        JsonNode? node = _parser.TryConsume<Scalar>(out Scalar? scalar) ? ToValue(scalar) : ReadCollection(depth);
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = new Anchor(node, _nodes - first);
        }

        return node;
    }

    private JsonNode ReadCollection(int depth)
    {
        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new JsonArray();
            while (!_parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }

            return items;
        }

        _parser.Consume<MappingStart>();
        var properties = new JsonObject();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            Scalar name = _parser.Consume<Scalar>();
            if (!properties.TryAdd(name.Value, ReadNode(depth + 1)))
            {
                throw new YamlException(name.Start, name.End, $"Duplicate key '{name.Value}'");
            }
        }

        return properties;
    }

    private JsonNode? Resolve(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value, out Anchor? anchor))
        {
            throw new YamlException(alias.Start, alias.End, $"Unknown alias '{alias.Value}'");
        }

        Count(anchor.Nodes);
        return anchor.Node?.DeepClone();
    }

    private void Count(int nodes)
    {
        _nodes += nodes;
        if (_nodes > MaxNodes)
        {
            throw new FormatException($"Invalid YAML: more than {MaxNodes} values");
        }
    }

    private static JsonValue? ToValue(Scalar scalar)
    {
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return JsonValue.Create(scalar.Value);
        }

        return scalar.Value switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => ToNumber(scalar.Value) ?? JsonValue.Create(scalar.Value),
        };
    }

    private static JsonValue? ToNumber(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return JsonValue.Create(integer);
        }

        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, style, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? JsonValue.Create(number) : null;
    }

    /// <summary>An anchored node and the number of its nodes.</summary>
    private sealed record Anchor(JsonNode? Node, int Nodes);
}
