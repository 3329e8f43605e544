using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Tests.Unit.Models;

/// <summary>What a user's program has that stores deployments without reflection.</summary>
[JsonSerializable(typeof(Deployment))]
internal sealed partial class StoredDeployment : JsonSerializerContext;
