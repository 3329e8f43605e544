using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

internal sealed record ApiErrorDetails(
    [property: JsonPropertyName("fieldErrors")] IReadOnlyDictionary<string, List<string>> FieldErrors,
    [property: JsonPropertyName("formErrors")] IReadOnlyList<string> FormErrors);
