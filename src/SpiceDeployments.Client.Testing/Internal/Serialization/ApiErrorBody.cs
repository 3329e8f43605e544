using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

internal sealed record ApiErrorBody(
    string Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ApiErrorDetails? Details);
