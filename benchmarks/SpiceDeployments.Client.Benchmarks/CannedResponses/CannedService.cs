using System.Globalization;
using System.Net;

namespace SpiceDeployments.Client.Benchmarks.CannedResponses;

/// <summary>Reads each request completely, as a network would, and responds from memory.</summary>
internal sealed class CannedService : HttpMessageHandler
{
    private readonly byte[] _listOf20 = DeploymentJson.CreateList(20);
    private readonly byte[] _listOf100 = DeploymentJson.CreateList(100);
    private readonly byte[] _created = DeploymentJson.CreateCreated();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            throw new InvalidOperationException("The request has no access token.");
        }

        if (request.Content is { } sent)
        {
            await sent.CopyToAsync(Stream.Null, cancellationToken);
            return CreateResponse(request, HttpStatusCode.Accepted, _created);
        }

        return CreateResponse(request, HttpStatusCode.OK, request.RequestUri?.Query is "?limit=100" ? _listOf100 : _listOf20);
    }

    /// <summary>Creates a response whose headers are unparsed text, as they are when they come from a socket.</summary>
    private static HttpResponseMessage CreateResponse(HttpRequestMessage request, HttpStatusCode status, byte[] body)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body), RequestMessage = request };
        response.Headers.TryAddWithoutValidation("Date", "Mon, 23 Nov 2026 15:34:10 GMT");
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        response.Content.Headers.TryAddWithoutValidation("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture));
        return response;
    }
}
