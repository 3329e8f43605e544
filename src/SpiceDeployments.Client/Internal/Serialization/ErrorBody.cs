using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>
/// The body of an error response: <c>{"error", "code", "details": {"fieldErrors", "formErrors"}}</c>, or <c>{"error", "error_description"}</c> of the
/// token endpoint.
/// </summary>
/// <remarks>Parsing does not throw. A field that is missing or has another type is ignored.</remarks>
internal sealed class ErrorBody
{
    private static readonly ErrorBody Empty = new();

    public string? Message { get; private init; }

    public string? Code { get; private init; }

    public string? Description { get; private init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors { get; private init; } = ApiErrorDetails.NoFieldErrors;

    public IReadOnlyList<string> FormErrors { get; private init; } = [];

    public static ErrorBody Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(Utf8.WithoutByteOrderMark(body));
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or JSON with text that is not UTF-8.
            return Empty;
        }
    }

    public ErrorBody Redact(SecretRedactor redactor) => new()
    {
        Message = Message is null ? null : redactor.Excerpt(Message),
        Code = Code is null ? null : redactor.Excerpt(Code),
        Description = Description is null ? null : redactor.Excerpt(Description),
        FieldErrors = FieldErrors.Count is 0 ? FieldErrors : RedactFields(redactor),
        FormErrors = [.. FormErrors.Select(redactor.Excerpt)],
    };

    private Dictionary<string, IReadOnlyList<string>> RedactFields(SecretRedactor redactor)
    {
        var redacted = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach ((string field, IReadOnlyList<string> problems) in FieldErrors)
        {
            redacted[redactor.Excerpt(field)] = [.. problems.Select(redactor.Excerpt)];
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
            Description = Text(Property(root, "error_description")),
            FieldErrors = ReadFieldErrors(Property(details, "fieldErrors")),
            FormErrors = Texts(Property(details, "formErrors")),
        };
    }

    private static IReadOnlyDictionary<string, IReadOnlyList<string>> ReadFieldErrors(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return ApiErrorDetails.NoFieldErrors;
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
