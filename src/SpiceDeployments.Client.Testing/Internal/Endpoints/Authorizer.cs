using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Authorizes requests by their <c>Authorization</c> and <c>X-Org-Name</c> headers.</summary>
internal sealed class Authorizer(TokenRegistry tokens, Organizations organizations)
{
    /// <summary>Returns the grant of the token, restricted to the organization that the request names.</summary>
    public AccessGrant Authorize(HttpRequest request, string scope)
    {
        AccessGrant grant = Authenticate(request);
        if (!grant.Scopes.Include(scope))
        {
            throw new ApiErrorException(StatusCodes.Status403Forbidden, "Insufficient scope. Required: " + scope, "insufficient_scope");
        }

        return ReadOrganization(request) is { } organization ? RestrictTo(organization, grant) : grant;
    }

    /// <summary>Returns the grant of the token, whatever its scopes and the organization of the request are.</summary>
    public AccessGrant Authenticate(HttpRequest request)
    {
        if (request.Headers.Authorization.ToString().Length is 0)
        {
            throw CreateUnauthorizedException("Missing Authorization header");
        }

        if (BearerToken.Read(request) is not { } token || tokens.Find(token) is not { } grant)
        {
            throw CreateUnauthorizedException("Invalid token format");
        }

        return tokens.HasExpired(grant) ? throw CreateUnauthorizedException("Token expired") : grant;
    }

    /// <summary>Returns the grant for one organization. An organization that does not exist and one that the token cannot access are the same error.</summary>
    public AccessGrant RestrictTo(string organization, AccessGrant grant)
    {
        bool isOther = grant.Organization is { } own && !Organizations.AreEqual(own, organization);
        if (!isOther && organizations.Find(organization) is { } name)
        {
            return grant with { Organization = name };
        }

        throw grant.IsOAuthClient
            ? new ApiErrorException(StatusCodes.Status403Forbidden, "X-Org-Name does not match the organization of the OAuth client", "org_assertion_mismatch")
            : new ApiErrorException(StatusCodes.Status403Forbidden, $"No access to organization '{organization}'", "org_forbidden");
    }

    private static string? ReadOrganization(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("X-Org-Name", out StringValues header))
        {
            return null;
        }

        string name = header.ToString();
        return name.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
            ? name
            : throw new ApiErrorException(StatusCodes.Status400BadRequest, "Invalid X-Org-Name header", "invalid_org_assertion");
    }

    private static ApiErrorException CreateUnauthorizedException(string error) => new(StatusCodes.Status401Unauthorized, error);
}
