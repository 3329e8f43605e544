namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

internal sealed record HealthBody(string Status, DateTimeOffset Timestamp);
