using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The bodies of responses.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(ResponseBodies.ApiKeys))]
[JsonSerializable(typeof(ResponseBodies.App))]
[JsonSerializable(typeof(ResponseBodies.AppList))]
[JsonSerializable(typeof(ResponseBodies.Deployment))]
[JsonSerializable(typeof(ResponseBodies.DeploymentList))]
[JsonSerializable(typeof(ResponseBodies.Health))]
[JsonSerializable(typeof(ResponseBodies.Identity))]
[JsonSerializable(typeof(ResponseBodies.ImageList))]
[JsonSerializable(typeof(ResponseBodies.LogList))]
[JsonSerializable(typeof(ResponseBodies.OrganizationList))]
[JsonSerializable(typeof(ResponseBodies.ProjectList))]
[JsonSerializable(typeof(ResponseBodies.RegionList))]
[JsonSerializable(typeof(ResponseBodies.ResumedApp))]
[JsonSerializable(typeof(ResponseBodies.Secret))]
[JsonSerializable(typeof(ResponseBodies.SecretList))]
[JsonSerializable(typeof(ResponseBodies.Token))]
internal sealed partial class ResponseJsonContext : JsonSerializerContext;
