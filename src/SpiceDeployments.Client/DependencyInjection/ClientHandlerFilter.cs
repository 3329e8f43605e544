using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.DependencyInjection;

/// <summary>
/// Sets the default primary handler of a client before the program configures its HTTP clients, and adds the innermost handlers of the client
/// afterwards, in whichever order the program adds its own.
/// </summary>
internal sealed class ClientHandlerFilter : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        if (builder.Services.GetKeyedService<HandlerOwner>(builder.Name) is { } owner)
        {
            Build(builder, owner, next);
        }
        else
        {
            next(builder);
        }
    };

    private static void Build(HttpMessageHandlerBuilder builder, HandlerOwner owner, Action<HttpMessageHandlerBuilder> next)
    {
        SocketsHttpHandler standard = DefaultPrimaryHandler.Create();
        builder.PrimaryHandler = standard;
        next(builder);
        if (builder.PrimaryHandler != standard)
        {
            DefaultPrimaryHandler.SetDefaults(builder.PrimaryHandler);
        }

        foreach (DelegatingHandler handler in owner.Latest.CreateLower(builder.PrimaryHandler))
        {
            builder.AdditionalHandlers.Add(handler);
        }
    }
}
