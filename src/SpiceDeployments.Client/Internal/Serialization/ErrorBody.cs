using System.Text.Json;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>
/// The body of an error response: <c>{"error", "code", "details": {"fieldErrors", "formErrors"}}</c>, or <c>{"error", "error_description"}</c> of the
/// token endpoint.
/// </summary>
/// <remarks>
/// Parsing does not throw. A field that is missing or has another type is ignored. The body may be any text of any length, so that only its
/// beginning is read, and only as many validation errors as somebody would read.
/// </remarks>
internal sealed class ErrorBody
{
    /// <summary>How much of a body is read: 64 KiB.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The maximum number of validation errors, and of fields that have any.</summary>
    private const int MaxErrors = 100;

    public static readonly ErrorBody Empty = new();

    private readonly Dictionary<string, IReadOnlyList<string>> _fieldErrors = new(StringComparer.Ordinal);
    private readonly List<string> _formErrors = [];
    private string? _error;
    private string? _message;
    private int _errorCount;

    private ErrorBody()
    {
    }

    public string? Message => _error ?? _message;

    public string? Code { get; private set; }

    /// <summary>What the token endpoint says about the error.</summary>
    public string? Description { get; private set; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> FieldErrors => _fieldErrors.Count is 0 ? ApiErrorDetails.NoFieldErrors : _fieldErrors;

    public IReadOnlyList<string> FormErrors => _formErrors;

    /// <summary>Whether the body has the form of an error of the API.</summary>
    public bool IsRecognized => (Message ?? Code) is not null;

    public static ErrorBody Parse(ReadOnlyMemory<byte> body)
    {
        ReadOnlySpan<byte> text = Utf8.WithoutByteOrderMark(body).Span;
        var reader = new Utf8JsonReader(text[..Math.Min(text.Length, MaxBytes)], isFinalBlock: false, state: default);
        var error = new ErrorBody();
        try
        {
            error.Read(ref reader);
        }
        catch (JsonException)
        {
            // Not JSON, or not to its end. What was read before that is kept.
        }

        return error;
    }

    public ErrorBody Redact(SecretRedactor redactor)
    {
        var redacted = new ErrorBody { _error = Excerpt(Message), Code = Excerpt(Code), Description = Excerpt(Description) };
        redacted._formErrors.AddRange(_formErrors.Select(redactor.Excerpt));
        foreach ((string field, IReadOnlyList<string> problems) in _fieldErrors)
        {
            redacted._fieldErrors[redactor.Excerpt(field)] = [.. problems.Select(redactor.Excerpt)];
        }

        return redacted;

        string? Excerpt(string? text) => text is null ? null : redactor.Excerpt(text);
    }

    private void Read(ref Utf8JsonReader reader)
    {
        bool isObject = reader.Read() && IsAt(JsonTokenType.StartObject, ref reader);
        while (isObject && ReadName(ref reader) is { } name)
        {
            switch (name)
            {
                case "error":
                    _error = ReadText(ref reader);
                    break;
                case "message":
                    _message = ReadText(ref reader);
                    break;
                case "code":
                    Code = ReadText(ref reader);
                    break;
                case "error_description":
                    Description = ReadText(ref reader);
                    break;
                case "details":
                    ReadDetails(ref reader);
                    break;
                default:
                    Skip(ref reader);
                    break;
            }
        }
    }

    private void ReadDetails(ref Utf8JsonReader reader)
    {
        bool isObject = IsAt(JsonTokenType.StartObject, ref reader);
        while (isObject && ReadName(ref reader) is { } name)
        {
            switch (name)
            {
                case "fieldErrors":
                    ReadFieldErrors(ref reader);
                    break;
                case "formErrors":
                    ReadTexts(ref reader, _formErrors);
                    break;
                default:
                    Skip(ref reader);
                    break;
            }
        }
    }

    private void ReadFieldErrors(ref Utf8JsonReader reader)
    {
        bool isObject = IsAt(JsonTokenType.StartObject, ref reader);
        while (isObject && ReadName(ref reader) is { } field)
        {
            if (_fieldErrors.Count < MaxErrors)
            {
                var problems = new List<string>();
                _fieldErrors[field] = problems;
                ReadTexts(ref reader, problems);
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    private void ReadTexts(ref Utf8JsonReader reader, List<string> texts)
    {
        bool isArray = IsAt(JsonTokenType.StartArray, ref reader);
        while (isArray && reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (_errorCount < MaxErrors && ReadText(ref reader) is { } text)
            {
                texts.Add(text);
                _errorCount++;
            }
            else
            {
                Skip(ref reader);
            }
        }
    }

    /// <summary>Whether the value at the reader is of this type. If not, the value is skipped.</summary>
    private static bool IsAt(JsonTokenType type, ref Utf8JsonReader reader)
    {
        bool isAt = reader.TokenType == type;
        if (!isAt)
        {
            Skip(ref reader);
        }

        return isAt;
    }

    /// <summary>Reads the name of the next property, up to its value, or returns <c>null</c> at the end of the object or of the text.</summary>
    private static string? ReadName(ref Utf8JsonReader reader)
    {
        string? name = reader.Read() && reader.TokenType is JsonTokenType.PropertyName ? reader.ReadUnicode() ?? "" : null;
        return name is not null && reader.Read() ? name : null;
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        string? text = reader.TokenType is JsonTokenType.String ? reader.ReadUnicode() : null;
        Skip(ref reader);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <exception cref="JsonException">The text ends within the value.</exception>
    private static void Skip(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            throw new JsonException("The text is truncated.");
        }
    }
}
