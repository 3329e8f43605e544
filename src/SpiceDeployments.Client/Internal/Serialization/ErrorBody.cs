using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The body of an error answer: <c>{"error", "code", "details": {"fieldErrors", "formErrors"}}</c>.</summary>
/// <remarks>Reading never fails: whatever is missing or of another shape is left out.</remarks>
internal sealed class ErrorBody
{
    private static readonly ErrorBody Nothing = new();

    public string? Message { get; private init; }

    public string? Code { get; private init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; private init; } = ApiFault.NoFieldErrors;

    public IReadOnlyList<string> FormErrors { get; private init; } = [];

    public static ErrorBody Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8Text.WithoutByteOrderMark(body));
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or JSON with text that is not UTF-8.
            return Nothing;
        }
    }

    public ErrorBody Redact(SecretRedactor redactor) => new()
    {
        Message = Message is null ? null : redactor.Redact(Message),
        Code = Code is null ? null : redactor.Redact(Code),
        FieldErrors = FieldErrors.Count is 0 ? FieldErrors : RedactFields(redactor),
        FormErrors = [.. FormErrors.Select(redactor.Redact)],
    };

    private Dictionary<string, IReadOnlyList<string>> RedactFields(SecretRedactor redactor)
    {
        var redacted = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string field, IReadOnlyList<string> problems) in FieldErrors)
        {
            redacted[redactor.Redact(field)] = [.. problems.Select(redactor.Redact)];
        }

        return redacted;
    }

    private static ErrorBody Read(JsonElement root)
    {
        JsonElement details = Property(root, "details");
        return new ErrorBody
        {
            Message = Text(Property(root, "error")) ?? Text(Property(root, "message")),
            Code = Text(Property(root, "code")),
            FieldErrors = ReadFieldErrors(Property(details, "fieldErrors")),
            FormErrors = Texts(Property(details, "formErrors")),
        };
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadFieldErrors(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return ApiFault.NoFieldErrors;
        }

        var errors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (JsonProperty field in element.EnumerateObject())
        {
            errors[field.Name] = Texts(field.Value);
        }

        return errors;
    }

    private static List<string> Texts(JsonElement element) =>
        element.ValueKind is JsonValueKind.Array
            ? [.. element.EnumerateArray().Select(Text).OfType<string>()]
            : [];

    private static string? Text(JsonElement element)
    {
        string? text = element.ValueKind is JsonValueKind.String ? element.GetString() : null;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;
}
