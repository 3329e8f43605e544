using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>Gathers what is wrong with a request's fields, in the words of the service's validator.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public static ApiErrorException NotAnObject(JsonElement body) =>
        Failed(new Dictionary<string, List<string>>(StringComparer.Ordinal), [$"Expected object, received {JsonWords.TypeOf(body)}"]);

    public void Add(string field, string error) => _errors.Add(field, [error]);

    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw Failed(_errors, []);
        }
    }

    public int? InRange(string field, long value, int min, int max)
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

    public string? OneOf(string field, string? value, IReadOnlyList<string> known)
    {
        if (value is null || known.Contains(value, StringComparer.Ordinal))
        {
            return value;
        }

        Add(field, $"Invalid enum value. Expected {string.Join(" | ", known.Select(k => $"'{k}'"))}, received '{value}'");
        return null;
    }

    private static ApiErrorException Failed(IReadOnlyDictionary<string, List<string>> fieldErrors, IReadOnlyList<string> formErrors) =>
        new(StatusCodes.Status400BadRequest, "Validation failed", details: new ApiErrorDetails(fieldErrors, formErrors));
}
