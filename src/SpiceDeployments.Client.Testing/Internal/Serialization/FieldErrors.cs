using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Collects the validation errors of a request, with the messages of the service's validator.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public static ApiErrorException CreateNotAnObjectException(JsonElement body) =>
        CreateException(new Dictionary<string, List<string>>(StringComparer.Ordinal), [$"Expected object, received {GetJsonTypeName(body)}"]);

    public static string GetJsonTypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => "null",
    };

    public void Add(string field, string error)
    {
        if (!_errors.TryGetValue(field, out List<string>? errors))
        {
            _errors.Add(field, errors = []);
        }

        errors.Add(error);
    }

    public void AddWrongType(string field, string expectedType, JsonElement value) => Add(field, $"Expected {expectedType}, received {GetJsonTypeName(value)}");

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw CreateException(_errors, []);
        }
    }

    public int? ValidateRange(string field, long value, int min, int max)
    {
        if (value < min)
        {
            Add(field, $"Number must be greater than or equal to {min}");
            return null;
        }

        if (value > max)
        {
            Add(field, $"Number must be less than or equal to {max}");
            return null;
        }

        return (int)value;
    }

    public string? ValidateEnum(string field, string? value, IReadOnlyList<string> values)
    {
        if (value is null || values.Contains(value, StringComparer.Ordinal))
        {
            return value;
        }

        Add(field, $"Invalid enum value. Expected {string.Join(" | ", values.Select(expected => $"'{expected}'"))}, received '{value}'");
        return null;
    }

    private static ApiErrorException CreateException(IReadOnlyDictionary<string, List<string>> fieldErrors, IReadOnlyList<string> formErrors) =>
        new(StatusCodes.Status400BadRequest, "Validation failed", details: new ApiErrorBody.ValidationDetails(fieldErrors, formErrors));
}
