using System.Globalization;
using System.Net;

namespace SpiceDeployments.Client.Benchmarks.Canned;

/// <summary>Reads every request to its end, as a network would, and answers it at once from memory.</summary>
internal sealed class CannedService : HttpMessageHandler
{
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

    /// <summary>An answer with its headers as they come from a socket: text that nobody has parsed yet.</summary>
    private static HttpResponseMessage Answer(HttpRequestMessage request, HttpStatusCode status, byte[] body)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body), RequestMessage = request };
        response.Headers.TryAddWithoutValidation("Date", "Mon, 23 Nov 2026 15:34:10 GMT");
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        response.Content.Headers.TryAddWithoutValidation("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture));
        return response;
    }
}
