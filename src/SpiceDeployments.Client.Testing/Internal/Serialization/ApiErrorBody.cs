using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

internal sealed record ApiErrorBody(
    string Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ApiErrorBody.ValidationDetails? Details = null)
{
    public sealed record ValidationDetails(
        [property: JsonPropertyName("fieldErrors")] IReadOnlyDictionary<string, List<string>> FieldErrors,
        [property: JsonPropertyName("formErrors")] IReadOnlyList<string> FormErrors);
}
