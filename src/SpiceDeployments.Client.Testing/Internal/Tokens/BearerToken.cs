using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>Reads the token of a request.</summary>
internal static class BearerToken
{
    private const string Prefix = "Bearer ";

    /// <summary>The token in the <c>Authorization</c> header, or <c>null</c> if the header is missing or has another scheme.</summary>
    public static string? Read(HttpRequest request)
    {
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }
}
