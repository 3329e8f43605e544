using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>The JSON of errors.</summary>
[JsonSerializable(typeof(ApiErrorBody))]
internal sealed partial class ErrorJsonContext : JsonSerializerContext;
