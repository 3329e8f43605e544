using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>OAuth client credentials.</summary>
internal sealed class TokenEndpoint(TokenRegistry tokens)
{
    public const string Path = "/api/oauth/token";

    public void Map(RouteTable routes) => routes.Map("POST", Path, IssueAsync);

    private async Task IssueAsync(HttpContext context)
    {
        TokenRequest request = await TokenRequest.ReadAsync(context.Request).ConfigureAwait(false);
        OAuthClient client = Authenticate(request);
        string token = tokens.Issue(client, Scopes(request, client));
        var body = new TokenBody(token, "Bearer", (long)tokens.Lifetime.TotalSeconds);
        await context.Response.AnswerAsync(StatusCodes.Status200OK, body).ConfigureAwait(false);
    }

    private OAuthClient Authenticate(TokenRequest request)
    {
        if (request.GrantType is null || request.ClientId is null || request.ClientSecret is null)
        {
            throw new ApiErrorException(StatusCodes.Status400BadRequest, "invalid_request");
        }

        if (!string.Equals(request.GrantType, "client_credentials", StringComparison.Ordinal))
        {
            throw new ApiErrorException(StatusCodes.Status400BadRequest, "unsupported_grant_type");
        }

        return tokens.FindClient(request.ClientId, request.ClientSecret)
            ?? throw new ApiErrorException(StatusCodes.Status401Unauthorized, "invalid_client");
    }

    private static IReadOnlyCollection<string> Scopes(TokenRequest request, OAuthClient client)
    {
        string[] asked = request.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (asked.Length == 0)
        {
            return client.Scopes;
        }

        return asked.All(scope => client.Scopes.Contains(scope, StringComparer.Ordinal)) ? asked : throw new ApiErrorException(StatusCodes.Status400BadRequest, "invalid_scope");
    }
}
