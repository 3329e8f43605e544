using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Authorizes requests by their <c>Authorization</c> and <c>X-Org-Name</c> headers.</summary>
internal sealed class Authorizer(TokenRegistry tokens)
{
    /// <summary>Returns the grant of the token, restricted to the organization that the request names.</summary>
    public AccessGrant Authorize(HttpRequest request, string scope)
    {
        AccessGrant grant = Authenticate(request);
        if (!grant.Scopes.Contains(scope, StringComparer.Ordinal))
        {
            throw new ApiErrorException(StatusCodes.Status403Forbidden, "Insufficient scope. Required: " + scope, "insufficient_scope");
        }

        return ReadOrganization(request) is { } organization ? RestrictTo(organization, grant) : grant;
    }

    private AccessGrant Authenticate(HttpRequest request)
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

    private static string? ReadOrganization(HttpRequest request)
    {
        if (!request.Headers.TryGetValue("X-Org-Name", out StringValues header))
        {
            return null;
        }

        string name = header.ToString();
        return name.Length > 0 && !name.Any(char.IsWhiteSpace)
            ? name
            : throw new ApiErrorException(StatusCodes.Status400BadRequest, "Invalid X-Org-Name header", "invalid_org_assertion");
    }

    private static AccessGrant RestrictTo(string organization, AccessGrant grant) =>
        grant.Organization is null || string.Equals(grant.Organization, organization, StringComparison.Ordinal)
            ? grant with { Organization = organization }
            : throw new ApiErrorException(StatusCodes.Status403Forbidden, "X-Org-Name does not match the organization of the token", "org_assertion_mismatch");

    private static ApiErrorException CreateUnauthorizedException(string error) => new(StatusCodes.Status401Unauthorized, error);
}
