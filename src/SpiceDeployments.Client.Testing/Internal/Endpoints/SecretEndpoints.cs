using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that list, get, set and delete the secrets of an app. They never return a value.</summary>
internal sealed class SecretEndpoints(AppResolver apps)
{
    public void Map(RouteTable routes)
    {
        foreach (string path in EmulatorRoutes.AppPaths.Select(path => path + "/{appId}/secrets"))
        {
            routes.Map("GET", path, ListAsync);
            routes.Map("POST", path, SetAsync);
            routes.Map("GET", path + "/{name}", GetAsync);
            routes.Map("DELETE", path + "/{name}", DeleteAsync);
        }
    }

    private Task ListAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.SecretsRead);
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.SecretList([.. app.ListSecrets().Select(ResponseBodies.Secret.From)]));
    }

    private async Task SetAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.SecretsWrite);
        JsonElement body = await context.Request.ReadRequiredObjectAsync().ConfigureAwait(false);
        var reader = new FieldReader(body);
        string name = reader.ReadRequiredString("name", IsName, "Expected letters, digits and underscores, and no digit at the beginning");
        string value = reader.ReadRequiredString("value");
        reader.Errors.ThrowIfAny();
        await context.Response.RespondAsync(StatusCodes.Status200OK, ResponseBodies.Secret.From(app.SetSecret(name, value))).ConfigureAwait(false);
    }

    private Task GetAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.SecretsRead);
        string name = ReadName(context);
        AppSecret secret = app.ListSecrets().FirstOrDefault(secret => string.Equals(secret.Name, name, StringComparison.Ordinal)) ?? throw CreateNotFoundException();
        return context.Response.RespondAsync(StatusCodes.Status200OK, ResponseBodies.Secret.From(secret));
    }

    private Task DeleteAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.SecretsWrite);
        context.Response.StatusCode = app.DeleteSecret(ReadName(context)) ? StatusCodes.Status204NoContent : throw CreateNotFoundException();
        return Task.CompletedTask;
    }

    private static string ReadName(HttpContext context) => (string)context.GetRouteValue("name")!;

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_');

    private static ApiErrorException CreateNotFoundException() => new(StatusCodes.Status404NotFound, "Secret not found");
}
