using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that list, create, get, update, delete, pause and resume apps.</summary>
internal sealed class AppEndpoints(AppResolver apps, AppStore store, AppSettingsReader settingsReader)
{
    /// <summary>The settings of an app before its create sets them.</summary>
    private static readonly EmulatedAppSettings NewApp = new() { Region = null };

    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/v1/apps", context => ListAsync(context, list => new ResponseBodies.AppList(list)));
        routes.Map("GET", "/v1/projects", context => ListAsync(context, list => new ResponseBodies.ProjectList(list)));
        foreach (string path in EmulatorRoutes.AppPaths)
        {
            routes.Map("POST", path, CreateAsync);
            routes.Map("GET", path + "/{appId}", GetAsync);
            routes.Map("PUT", path + "/{appId}", UpdateAsync);
            routes.Map("DELETE", path + "/{appId}", DeleteAsync);
            routes.Map("POST", path + "/{appId}/pause", PauseAsync);
            routes.Map("POST", path + "/{appId}/resume", ResumeAsync);
        }
    }

    private Task ListAsync<T>(HttpContext context, Func<IReadOnlyList<ResponseBodies.App>, T> createBody)
    {
        IEnumerable<ResponseBodies.App> list = apps.ResolveAll(context, SpiceScopes.AppsRead).Select(ResponseBodies.App.FromListed);
        return context.Response.RespondAsync(StatusCodes.Status200OK, createBody([.. list]));
    }

    private async Task CreateAsync(HttpContext context)
    {
        AccessGrant grant = apps.Authorize(context, SpiceScopes.AppsWrite);
        JsonElement body = await context.Request.ReadRequiredObjectAsync().ConfigureAwait(false);
        string name = ReadName(body);
        EmulatedAppSettings settings = settingsReader.Read(body, NewApp, new EmulatedAppLimits());
        EmulatedApp created = store.TryCreate(name, grant.Organization, settings)
            ?? throw new ApiErrorException(StatusCodes.Status409Conflict, $"App \"{name}\" already exists in this organization");
        await RespondAsync(context, created, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private Task GetAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsRead);
        return RespondAsync(context, app);
    }

    /// <summary>Merges the fields of the body into the settings. Creates no deployment.</summary>
    private async Task UpdateAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsWrite);
        if (await context.Request.ReadObjectAsync().ConfigureAwait(false) is { } body)
        {
            app.WithSettings(current => ReadUpdate(body, current, app));
        }

        await RespondAsync(context, app).ConfigureAwait(false);
    }

    private Task DeleteAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsDelete);
        store.Delete(app);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task PauseAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsWrite);
        return RespondAsync(context, app.Pause());
    }

    private Task ResumeAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant grant) = apps.Resolve(context, SpiceScopes.AppsWrite);
        EmulatedDeployment deployment = DeploymentCreation.Resume(context, app, grant.Owner);
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.ResumedApp(deployment.Id));
    }

    private EmulatedAppSettings ReadUpdate(JsonElement body, EmulatedAppSettings current, EmulatedApp app)
    {
        EmulatedAppSettings updated = settingsReader.Read(body, current, app.Limits);
        return app.Repository is null || Spicepod.AreEqual(updated.Spicepod, current.Spicepod)
            ? updated
            : throw new ApiErrorException(StatusCodes.Status409Conflict, "The spicepod is managed by the connected GitHub repository", "github_connected");
    }

    private static string ReadName(JsonElement body)
    {
        var reader = new FieldReader(body);
        string name = reader.ReadRequiredString("name", IsName, "Expected 4 to 38 letters, digits and hyphens");
        if (reader.Has("kind"))
        {
            reader.Errors.Add("kind", "Cannot be set");
        }

        reader.Errors.ThrowIfAny();
        return name;
    }

    private static bool IsName(string name) => name.Length is >= 4 and <= 38 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-');

    private static Task RespondAsync(HttpContext context, EmulatedApp app, int status = StatusCodes.Status200OK) =>
        context.Response.RespondAsync(status, ResponseBodies.App.From(app));
}
