using Microsoft.AspNetCore.Http;
using WireMock;
using WireMock.ResponseProviders;
using WireMock.Settings;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Adds a <c>Date</c> header to a response. Without it, the server adds the real time.</summary>
internal sealed class DatedResponse(IResponseProvider response, Func<string> date) : IResponseProvider
{
    public Task<(IResponseMessage Message, IMapping? Mapping)> ProvideResponseAsync(
        IMapping mapping, HttpContext context, IRequestMessage requestMessage, WireMockServerSettings settings)
    {
        context.Response.Headers.Date = date(); // WireMock ignores a Date among the headers of a response.
        return response.ProvideResponseAsync(mapping, context, requestMessage, settings);
    }
}
