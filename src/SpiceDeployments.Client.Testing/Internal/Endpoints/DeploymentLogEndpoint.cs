using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Routing;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoint that lists the log of a deployment: an entry for its creation and for each change of its status.</summary>
internal sealed class DeploymentLogEndpoint(AppResolver apps)
{
    private const int DefaultLimit = 100;

    public void Map(RouteTable routes)
    {
        foreach (string path in EmulatorRoutes.AppPaths)
        {
            routes.Map("GET", path + "/{appId}/deployments/{deploymentId}/logs", ListAsync);
        }
    }

    private Task ListAsync(HttpContext context)
    {
        EmulatedDeployment deployment = apps.ResolveDeployment(context);
        string since = context.Request.Query["since"].ToString();
        int limit = int.TryParse(context.Request.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : DefaultLimit;
        bool hasSince = DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset earliest);
        IEnumerable<ResponseBodies.LogEntry> entries = GetEntries(deployment).Where(entry => !hasSince || entry.Timestamp >= earliest).TakeLast(limit);
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.LogList([.. entries]));
    }

    private static IEnumerable<ResponseBodies.LogEntry> GetEntries(EmulatedDeployment deployment)
    {
        DeploymentLifecycle.State state = deployment.State;
        (DateTimeOffset? Time, string Level, string Message)[] entries =
        [
            (deployment.CreatedAt, "info", "Deployment created"),
            (state.StartedAt, "info", "Deployment started"),
            (state.FinishedAt, state.Error is null ? "info" : "error", state.Error?.Message ?? "Deployment succeeded"),
        ];
        return entries.Where(entry => entry.Time is not null)
            .Select(entry => new ResponseBodies.LogEntry(deployment.ToDatabaseTime(entry.Time)!.Value, entry.Level, entry.Message, "deployment"));
    }
}
