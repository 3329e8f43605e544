using System.Globalization;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>The network as a process of a scenario sees it. Records each create before it is sent.</summary>
internal sealed class ProcessHandler(RolloutProcess process, ScenarioRecorder recorder) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler());

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpRequestMessage copy = await CopyAsync(request);
        if (request.Method == HttpMethod.Post)
        {
            string body = await copy.Content!.ReadAsStringAsync(CancellationToken.None);
            copy.Headers.Add(ScenarioRecorder.SendHeader, recorder.RecordSend(body).ToString(CultureInfo.InvariantCulture));
        }
        else if (request.Method == HttpMethod.Put)
        {
            recorder.RecordUpdate(copy.RequestUri!);
        }

        HttpResponseMessage response = await process.RunAsync(() => _network.SendAsync(copy, CancellationToken.None), cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _network.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The client disposes its request if it does not wait for the response any more, although the service still processes the request.</summary>
    private static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        if (request.Content is not null)
        {
            copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync(CancellationToken.None));
            foreach ((string name, IEnumerable<string> values) in request.Content.Headers)
            {
                copy.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return copy;
    }
}
