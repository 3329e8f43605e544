using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Routing;
using SpiceDeployments.Client.Testing.Internal.Serialization;
using SpiceDeployments.Client.Testing.Internal.Tokens;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>The endpoint that issues tokens for OAuth client credentials.</summary>
internal sealed class TokenEndpoint(TokenRegistry tokens)
{
    public const string Path = "/api/oauth/token";

    public void Map(RouteTable routes) => routes.Map("POST", Path, IssueAsync);

    private async Task IssueAsync(HttpContext context)
    {
        TokenRequest request = await TokenRequest.ReadAsync(context.Request).ConfigureAwait(false);
        OAuthClient client = Authenticate(request);
        string token = tokens.Issue(client, GetScopes(request, client));
        var body = new ResponseBodies.Token(token, "Bearer", (long)tokens.Lifetime.TotalSeconds);
        await context.Response.RespondAsync(StatusCodes.Status200OK, body).ConfigureAwait(false);
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

    private static IReadOnlyCollection<string> GetScopes(TokenRequest request, OAuthClient client)
    {
        string[] requested = request.Scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (requested.Length is 0)
        {
            return client.Scopes;
        }

        return requested.All(client.Scopes.Include)
            ? requested
            : throw new ApiErrorException(StatusCodes.Status400BadRequest, "invalid_scope");
    }

    /// <summary>A token request, sent as JSON or as a form.</summary>
    private sealed record TokenRequest(string? GrantType, string? ClientId, string? ClientSecret, string? Scope)
    {
        public static async Task<TokenRequest> ReadAsync(HttpRequest request)
        {
            if (request.HasFormContentType)
            {
                IFormCollection form = await ReadFormAsync(request).ConfigureAwait(false);
                return new TokenRequest(form["grant_type"], form["client_id"], form["client_secret"], form["scope"]);
            }

            JsonElement body = await request.ReadObjectAsync().ConfigureAwait(false) ?? new JsonElement();
            return new TokenRequest(ReadString(body, "grant_type"), ReadString(body, "client_id"), ReadString(body, "client_secret"), ReadString(body, "scope"));
        }

        /// <summary>Returns the form, or an empty one if the body is malformed or exceeds the limits of ASP.NET Core.</summary>
        private static async Task<IFormCollection> ReadFormAsync(HttpRequest request)
        {
            try
            {
                return await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                return FormCollection.Empty;
            }
        }

        private static string? ReadString(JsonElement body, string field) =>
            body.ValueKind is JsonValueKind.Object && body.TryGetProperty(field, out JsonElement value) && value.ValueKind is JsonValueKind.String
                ? value.TryGetString()
                : null;
    }
}
