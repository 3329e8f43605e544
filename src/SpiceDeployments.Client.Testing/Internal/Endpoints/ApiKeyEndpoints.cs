using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that get and regenerate the API keys of an app.</summary>
internal sealed class ApiKeyEndpoints(AppResolver apps)
{
    private const int DefaultNumber = 1;

    public void Map(RouteTable routes)
    {
        foreach (string path in EmulatorRoutes.AppPaths.Select(path => path + "/{appId}/api-keys"))
        {
            routes.Map("GET", path, GetAsync);
            routes.Map("POST", path, RegenerateAsync);
        }
    }

    private Task GetAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsRead);
        return context.Response.RespondAsync(StatusCodes.Status200OK, ResponseBodies.ApiKeys.From(app.ApiKeys));
    }

    private async Task RegenerateAsync(HttpContext context)
    {
        (EmulatedApp app, AccessGrant _) = apps.Resolve(context, SpiceScopes.AppsWrite);
        int number = await context.Request.ReadObjectAsync().ConfigureAwait(false) is { } body ? ReadNumber(body) : DefaultNumber;
        ResponseBodies.ApiKeys response = ResponseBodies.ApiKeys.From(app.RegenerateApiKeys(number)) with { RegeneratedKey = number };
        await context.Response.RespondAsync(StatusCodes.Status200OK, response).ConfigureAwait(false);
    }

    private static int ReadNumber(JsonElement body)
    {
        var reader = new FieldReader(body);
        int? number = reader.ReadInteger("key_number", 0, 2);
        reader.Errors.ThrowIfAny();
        return number ?? DefaultNumber;
    }
}
