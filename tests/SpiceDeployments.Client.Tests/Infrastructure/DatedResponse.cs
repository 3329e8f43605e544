using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.ResponseProviders;
using WireMock.Settings;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>An answer with a Date header of its own; the server adds the real time where there is none.</summary>
internal sealed class DatedResponse(IResponseProvider answer, Func<string> date) : IResponseProvider
{
    public Task<(IResponseMessage Message, IMapping? Mapping)> ProvideResponseAsync(
        IMapping mapping, HttpContext context, IRequestMessage requestMessage, WireMockServerSettings settings)
    {
        context.Response.Headers.Date = date(); // Of a Date among the headers of an answer WireMock takes no notice.
        return answer.ProvideResponseAsync(mapping, context, requestMessage, settings);
    }
}
