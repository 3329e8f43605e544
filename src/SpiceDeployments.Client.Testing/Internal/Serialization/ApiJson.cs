using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace SpiceDeployments.Client.Testing.Internal.Serialization;

/// <summary>The JSON of the API: snake_case names, nulls included, dates such as <c>2026-10-06T08:01:10.000Z</c>.</summary>
internal static class ApiJson
{
    private static readonly ErrorJsonContext Errors = new(CreateOptions());

    /// <summary>Creates the options of a source-generated context for the bodies of responses.</summary>
    public static JsonSerializerOptions CreateOptions() => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 128, // A body of the greatest depth that is read, 64, fits into a response.
        Converters = { new DateConverter() },
    };

    public static Task RespondAsync(this HttpResponse response, int status, ApiErrorBody body) => response.RespondAsync(status, body, Errors.ApiErrorBody);

    public static Task RespondAsync<T>(this HttpResponse response, int status, T body, JsonTypeInfo<T> type) =>
        response.RespondAsync(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static async Task RespondAsync(this HttpResponse response, int status, string contentType, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Reads the object in the body. Returns <c>null</c> if the body is empty.</summary>
    public static async Task<JsonElement?> ReadObjectAsync(this HttpRequest request)
    {
        if (request.Body.Length is 0)
        {
            return null;
        }

        JsonElement root = await ReadAsync(request).ConfigureAwait(false);
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw FieldErrors.CreateNotAnObjectException(root);
        }

        return HasValidNames(root) ? root : throw CreateInvalidJsonException();
    }

    /// <summary>Reads the object in the body. Returns an empty object if the body is empty.</summary>
    public static async Task<JsonElement> ReadRequiredObjectAsync(this HttpRequest request) =>
        await request.ReadObjectAsync().ConfigureAwait(false) ?? JsonSerializer.SerializeToElement([], PlainJsonContext.Default.JsonObject);

    /// <summary>
    /// Returns the string, or <c>null</c> if it is not valid Unicode: JSON can escape half of a surrogate pair, as in <c>"\ud83d"</c>, and some clients
    /// cut an emoji in two.
    /// </summary>
    public static string? TryGetString(this JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, PlainJsonContext.Default.JsonElement, request.HttpContext.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw CreateInvalidJsonException();
        }
    }

    /// <summary>
    /// Whether every name is valid Unicode. A name that is not makes <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/> throw for every
    /// other name.
    /// </summary>
    private static bool HasValidNames(JsonElement body)
    {
        try
        {
            return body.EnumerateObject().All(field => field.Name is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static ApiErrorException CreateInvalidJsonException() => new(StatusCodes.Status400BadRequest, "Invalid JSON in request body");

    private sealed class DateConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
    }
}
