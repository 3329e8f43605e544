using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>List, get, change, pause and resume.</summary>
internal sealed class AppEndpoints(AppAccess apps)
{
    public void Map(RouteTable routes, string appPath)
    {
        routes.Map("GET", appPath, GetAsync);
        routes.Map("PUT", appPath, UpdateAsync);
        routes.Map("POST", appPath + "/pause", PauseAsync);
        routes.Map("POST", appPath + "/resume", ResumeAsync);
    }

    public Task ListAsync(HttpContext context)
    {
        IEnumerable<AppBody> list = apps.List(context, SpiceScopes.AppsRead).Select(AppBody.Of);
        return context.Response.AnswerAsync(StatusCodes.Status200OK, new AppListBody([.. list]));
    }

    private Task GetAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant _) = apps.Find(context, SpiceScopes.AppsRead);
        return context.Response.AnswerAsync(StatusCodes.Status200OK, AppBody.Of(app));
    }

    private async Task UpdateAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant _) = apps.Find(context, SpiceScopes.AppsWrite);
        if (await context.Request.ReadObjectAsync().ConfigureAwait(false) is { } body)
        {
            app.Update(current => AppUpdateReader.Read(body, current));
            if (body.TryGetProperty("spicepod", out _))
            {
                app.State = AppState.Ready;
            }
        }

        await context.Response.AnswerAsync(StatusCodes.Status200OK, AppBody.Of(app)).ConfigureAwait(false);
    }

    private Task PauseAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant _) = apps.Find(context, SpiceScopes.AppsWrite);
        app.State = AppState.Paused;
        return context.Response.AnswerAsync(StatusCodes.Status200OK, AppBody.Of(app));
    }

    private Task ResumeAsync(HttpContext context)
    {
        (EmulatedApp? app, Tokens.AccessGrant? grant) = apps.Find(context, SpiceScopes.AppsWrite);
        app.Resume();
        EmulatedDeployment deployment = DeploymentCreation.Create(context, app, new DeploymentFields(), grant.Owner);
        return context.Response.AnswerAsync(StatusCodes.Status200OK, new ResumeBody(deployment.Id));
    }
}
