namespace SpiceDeployments.Client.Testing.Endpoints;

internal sealed record AppListBody(IReadOnlyList<AppBody> Apps);
