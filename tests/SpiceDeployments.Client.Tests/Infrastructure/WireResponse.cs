using System.IO.Compression;
using System.Text;
using WireMock.ResponseBuilders;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Creates responses of the server.</summary>
internal static class WireResponse
{
    /// <summary>A deployment with an id and a status.</summary>
    public const string Deployment = """{"id":456,"status":"queued"}""";

    public static IResponseBuilder Json(string body, int status = 200) => Text(body, "application/json", status);

    /// <summary>Responds with a documented body: the name of a file in Examples, without its extension.</summary>
    public static IResponseBuilder Example(string name, int status = 200) => Json(ReadExample(name), status);

    public static string ReadExample(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wire", "Examples", name + ".json"));

    public static IResponseBuilder List(params string[] deployments) => Json($$"""{"deployments":[{{string.Join(',', deployments)}}]}""");

    public static IResponseBuilder Html(string body = "<html><body>Bad gateway</body></html>", int status = 200) => Text(body, "text/html", status);

    public static IResponseBuilder Text(string body, string contentType, int status = 200) => Bytes(Encoding.UTF8.GetBytes(body), contentType, status);

    public static IResponseBuilder Bytes(byte[] body, string contentType = "application/json", int status = 200) =>
        Empty(status).WithHeader("Content-Type", contentType).WithBody(body);

    public static IResponseBuilder Gzip(string body, int status = 200)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(body));
        }

        return Bytes(compressed.ToArray(), status: status).WithHeader("Content-Encoding", "gzip");
    }

    /// <summary>Responds without a body and a content type.</summary>
    public static IResponseBuilder Empty(int status) => Response.Create().WithStatusCode(status);
}
