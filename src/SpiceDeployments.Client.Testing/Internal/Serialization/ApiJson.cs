using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>JSON as the API writes and reads it: snake_case, nulls present, dates with milliseconds in UTC.</summary>
internal static class ApiJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ApiDateConverter() },
    };

    public static Task AnswerAsync<T>(this HttpResponse response, int status, T body) =>
        response.AnswerAsync(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body, Options));

    public static async Task AnswerAsync(this HttpResponse response, int status, string contentType, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The object in the body; null where the body is empty.</summary>
    public static async Task<JsonElement?> ReadObjectAsync(this HttpRequest request)
    {
        if (request.Body.Length == 0)
        {
            return null;
        }

        JsonElement root = await ReadAsync(request).ConfigureAwait(false);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw FieldErrors.NotAnObject(root);
        }

        return root.HasReadableNames() ? root : throw InvalidJson();
    }

    private static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(request.Body, Options, request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw InvalidJson();
        }
    }

    private static ApiErrorException InvalidJson() => new(StatusCodes.Status400BadRequest, "Invalid JSON in request body");
}
