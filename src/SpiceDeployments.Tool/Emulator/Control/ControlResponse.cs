using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>A response of the control API. No text in it can steer a terminal or a CI system that shows it.</summary>
internal sealed record ControlResponse(int Status, string ContentType, string Body)
{
    private const string Json = "application/json; charset=utf-8";

    private static readonly ControlJsonContext Context = new(new JsonSerializerOptions(ControlJsonContext.Default.Options) { Encoder = DocumentJson.Encoder });
    private static readonly ControlJsonContext Errors = new(new JsonSerializerOptions(ControlJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The change was made, and there is nothing to show.</summary>
    public static ControlResponse Done { get; } = new(StatusCodes.Status204NoContent, "", "");

    public static ControlResponse CreateText(string text) => new(StatusCodes.Status200OK, "text/plain; charset=utf-8", text);

    public static ControlResponse Create<T>(T document) => new(StatusCodes.Status200OK, Json, JsonSerializer.Serialize(document, (JsonTypeInfo<T>)Context.GetTypeInfo(typeof(T))!));

    /// <summary>Creates an error. Its quotation marks are not escaped, so that people can read it.</summary>
    public static ControlResponse CreateError(int status, string error) =>
        new(status, Json, JsonSerializer.Serialize(new ErrorDocument(OutputText.Clean(error)), Errors.ErrorDocument));

    public async Task WriteAsync(HttpResponse response)
    {
        byte[] body = Encoding.UTF8.GetBytes(Body);
        response.StatusCode = Status;
        if (body.Length > 0)
        {
            response.ContentType = ContentType;
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, response.HttpContext.RequestAborted).ConfigureAwait(false);
        }
    }
}
