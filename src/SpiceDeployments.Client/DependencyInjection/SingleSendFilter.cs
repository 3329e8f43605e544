using Microsoft.Extensions.Http;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>Puts <see cref="SingleSendHandler"/> below every handler of the client, whoever added them and whenever.</summary>
internal sealed class SingleSendFilter : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (HttpClientNames.IsOwn(builder.Name))
        {
            builder.AdditionalHandlers.Add(new SingleSendHandler());
        }
    };
}
