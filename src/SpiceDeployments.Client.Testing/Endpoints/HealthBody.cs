namespace SpiceDeployments.Client.Testing.Endpoints;

internal sealed record HealthBody(string Status, DateTimeOffset Timestamp);
