using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>The page that a web server shows for a path it does not know.</summary>
internal static class HtmlNotFound
{
    public static Task AnswerAsync(HttpContext context) =>
        context.Response.AnswerAsync(
            StatusCodes.Status404NotFound,
            "text/html; charset=utf-8",
            "<!DOCTYPE html><html><head><title>404: This page could not be found</title></head><body><h1>404</h1></body></html>"u8.ToArray());
}
