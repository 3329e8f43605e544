using System.Net;
using System.Net.Http.Headers;

namespace SpiceDeployments.Client.Benchmarks.Canned;

/// <summary>Reads every request to its end, as a network would, and answers it at once from memory.</summary>
internal sealed class CannedService : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly byte[] _listOf20 = CannedDeployments.List(20);
    private readonly byte[] _listOf100 = CannedDeployments.List(100);
    private readonly byte[] _created = CannedDeployments.Created();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            throw new InvalidOperationException("The request has no access token.");
        }

        if (request.Content is { } sent)
        {
            await sent.CopyToAsync(Stream.Null, cancellationToken);
            return Answer(request, HttpStatusCode.Accepted, _created);
        }

        return Answer(request, HttpStatusCode.OK, request.RequestUri?.Query is "?limit=100" ? _listOf100 : _listOf20);
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = Json;
        content.Headers.ContentLength = body.Length;
        return new HttpResponseMessage(status) { Content = content, RequestMessage = request };
    }
}
