using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.AotSmoke;

/// <summary>The JSON of what a program stores, generated in the program.</summary>
[JsonSerializable(typeof(UpdateAppRequest))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;
