using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SpiceDeployments.Client.Testing.Internal.Server;

/// <summary>Hands each request that Kestrel has read to the stages.</summary>
internal sealed class RequestApplication(RequestDelegate stages) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => stages(context);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }
}
