using System.Text.Json;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client;

/// <summary>The source-generated JSON of the values of an <see cref="UpdateAppRequest"/>.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(AppResources))]
[JsonSerializable(typeof(AppExecutor))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(JsonElement?))]
internal sealed partial class AppJsonContext : JsonSerializerContext;
