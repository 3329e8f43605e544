using Microsoft.Extensions.Http;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>Puts <see cref="SendOnceHandler"/> and <see cref="ConnectionWaitHandler"/> below every other handler of the client, in whichever order the program adds them.</summary>
internal sealed class SendOnceHandlerFilter : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        if (ClientName.IsHttpClientName(builder.Name))
        {
            builder.AdditionalHandlers.Add(new SendOnceHandler());
            if (ConnectionWaitHandler.TryCreate(builder.PrimaryHandler) is { } handler)
            {
                builder.AdditionalHandlers.Add(handler);
            }
        }
    };
}
