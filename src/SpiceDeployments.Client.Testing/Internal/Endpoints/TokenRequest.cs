using System.Text.Json;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing.Internal.Endpoints;

/// <summary>What a client asks the token endpoint for, as JSON or as a form.</summary>
internal sealed record TokenRequest(string? GrantType, string? ClientId, string? ClientSecret, string? Scope)
{
    public static async Task<TokenRequest> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            IFormCollection form = await ReadFormAsync(request).ConfigureAwait(false);
            return new TokenRequest(form["grant_type"], form["client_id"], form["client_secret"], form["scope"]);
        }

        JsonElement body = await request.ReadObjectAsync().ConfigureAwait(false) ?? new JsonElement();
        return new TokenRequest(Text(body, "grant_type"), Text(body, "client_id"), Text(body, "client_secret"), Text(body, "scope"));
    }

    /// <summary>The form; an empty one where the body is none, or over the limits of ASP.NET Core.</summary>
    private static async Task<IFormCollection> ReadFormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return FormCollection.Empty;
        }
    }

    private static string? Text(JsonElement body, string field) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(field, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.TextOrNull()
            : null;
}
