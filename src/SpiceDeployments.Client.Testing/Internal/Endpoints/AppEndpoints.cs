using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that list, get, update, pause and resume apps.</summary>
internal sealed class AppEndpoints(AppResolver apps)
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
        IEnumerable<ResponseBodies.App> list = apps.ResolveAll(context, SpiceScopes.AppsRead).Select(ResponseBodies.App.From);
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.AppList([.. list]));
    }

    private Task GetAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsRead);
        return RespondAsync(context, app);
    }

    private async Task UpdateAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsWrite);
        if (await context.Request.ReadObjectAsync().ConfigureAwait(false) is { } body)
        {
            app.Update(current => ReadSettings(body, current));
            if (body.TryGetProperty("spicepod", out _))
            {
                app.State = AppState.Ready;
            }
        }

        await RespondAsync(context, app).ConfigureAwait(false);
    }

    private Task PauseAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsWrite);
        app.State = AppState.Paused;
        return RespondAsync(context, app);
    }

    private Task ResumeAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant grant) = apps.Resolve(context, SpiceScopes.AppsWrite);
        app.Resume();
        EmulatedDeployment deployment = DeploymentCreation.Create(context, app, DeploymentFields.None, grant.Owner);
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.ResumedApp(deployment.Id));
    }

    /// <summary>Reads the settings of a PUT. Absent fields keep their value, unknown fields are ignored.</summary>
    private static AppSettings ReadSettings(JsonElement body, AppSettings current)
    {
        var reader = new FieldReader(body);
        var settings = new AppSettings
        {
            Description = reader.ReadString("description") ?? current.Description,
            Visibility = reader.ReadString("visibility") ?? current.Visibility,
            ProductionBranch = reader.ReadString("production_branch") ?? current.ProductionBranch,
            ImageTag = reader.ReadString("image_tag") ?? current.ImageTag,
            Replicas = reader.ReadInteger("replicas", 1, 10) ?? current.Replicas,
            UpdateChannel = reader.ReadString("update_channel") ?? current.UpdateChannel,
        };
        reader.Errors.ThrowIfAny();
        return settings;
    }

    private static Task RespondAsync(HttpContext context, EmulatedApp app) =>
        context.Response.RespondAsync(StatusCodes.Status200OK, ResponseBodies.App.From(app));
}
