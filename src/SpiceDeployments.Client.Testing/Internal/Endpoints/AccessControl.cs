using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>Decides from the <c>Authorization</c> and <c>X-Org-Name</c> headers what a request may do.</summary>
internal sealed class AccessControl(TokenRegistry tokens)
{
    private const string Bearer = "Bearer ";

    /// <summary>The token's grant, narrowed to the organization that the request names.</summary>
    public AccessGrant Admit(HttpRequest request, string scope)
    {
        AccessGrant grant = Authenticate(request);
        if (!grant.Scopes.Contains(scope, StringComparer.Ordinal))
        {
            throw new ApiErrorException(StatusCodes.Status403Forbidden, "Insufficient scope. Required: " + scope, "insufficient_scope");
        }

        return NamedOrganization(request) is { } named ? Narrow(grant, named) : grant;
    }

    private AccessGrant Authenticate(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            throw Unauthorized("Missing Authorization header");
        }

        bool isBearer = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
        if (!isBearer || tokens.Find(header[Bearer.Length..].Trim()) is not { } grant)
        {
            throw Unauthorized("Invalid token format");
        }

        return tokens.HasExpired(grant) ? throw Unauthorized("Token expired") : grant;
    }

    private static string? NamedOrganization(HttpRequest request)
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

    private static AccessGrant Narrow(AccessGrant grant, string organization) =>
        grant.Organization is null || string.Equals(grant.Organization, organization, StringComparison.Ordinal)
            ? grant with { Organization = organization }
            : throw new ApiErrorException(StatusCodes.Status403Forbidden, "X-Org-Name does not match the organization of the token", "org_assertion_mismatch");

    private static ApiErrorException Unauthorized(string error) => new(StatusCodes.Status401Unauthorized, error);
}
