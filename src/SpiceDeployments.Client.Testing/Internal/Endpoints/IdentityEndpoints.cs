using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Apps;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoints that show whom a token belongs to, and which organizations it can access.</summary>
internal sealed class IdentityEndpoints(Authorizer authorizer, Organizations organizations, AppStore apps)
{
    public void Map(RouteTable routes)
    {
        routes.Map("GET", "/v1/orgs", ListOrganizationsAsync);
        routes.Map("GET", "/api/spice-cli/auth", GetIdentityAsync);
    }

    private Task ListOrganizationsAsync(HttpContext context)
    {
        AccessGrant grant = authorizer.Authorize(context.Request, SpiceScopes.AppsRead);
        string role = grant.IsOAuthClient ? "owner" : "member";
        IEnumerable<ResponseBodies.Organization> list = organizations.GetAccessible(grant).Select((name, index) => new ResponseBodies.Organization(index + 1, name, role));
        return context.Response.RespondAsync(StatusCodes.Status200OK, new ResponseBodies.OrganizationList([.. list]));
    }

    private Task GetIdentityAsync(HttpContext context)
    {
        AccessGrant grant = authorizer.Authenticate(context.Request);
        if (grant.IsOAuthClient)
        {
            throw new ApiErrorException(StatusCodes.Status401Unauthorized, "The token belongs to no user");
        }

        if (context.Request.Query["org_name"].ToString() is { Length: > 0 } organization)
        {
            grant = authorizer.RestrictTo(organization, grant);
        }

        string? name = organizations.GetAccessible(grant) is [{ } first, ..] ? first : null;
        ResponseBodies.IdentityApp? app = apps.List(name).Select(app => new ResponseBodies.IdentityApp(app.Name, app.ApiKey)).FirstOrDefault();
        var identity = new ResponseBodies.Identity(grant.Owner.Split('@')[0], grant.Owner, new ResponseBodies.IdentityOrganization(name), app);
        return context.Response.RespondAsync(StatusCodes.Status200OK, identity);
    }
}
