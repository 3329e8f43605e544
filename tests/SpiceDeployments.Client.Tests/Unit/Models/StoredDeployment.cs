using System.Text.Json.Serialization;

namespace SpiceDeployments.Client.Tests.Unit.Models;

/// <summary>The serializer context of a program that stores deployments without reflection.</summary>
[JsonSerializable(typeof(Deployment))]
internal sealed partial class StoredDeployment : JsonSerializerContext;
