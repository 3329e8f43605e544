namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

internal sealed record AppListBody(IReadOnlyList<AppBody> Apps);
