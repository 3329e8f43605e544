using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.DependencyInjection;
using SpiceDeployments.Client.Internal;
using SpiceDeployments.Client.Internal.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="IDeploymentsClient"/>.</summary>
public static class SpiceDeploymentsServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IDeploymentsClient"/> as a singleton. Its options are checked when the host starts, or at the first use.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the HTTP client, for handlers of your own: they come below the client's, next to the network.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddSpiceDeploymentsClient(this IServiceCollection services, Action<DeploymentsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DeploymentsClientOptions>().Configure(configure).ValidateOnStart();
        return AddClient(services, key: null);
    }

    /// <summary>Registers <see cref="IDeploymentsClient"/> as a singleton, with options from the configuration. A key that no option has is an error.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="section">The section whose keys are the names of the options.</param>
    /// <returns>The builder of the HTTP client, for handlers of your own: they come below the client's, next to the network.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IHttpClientBuilder AddSpiceDeploymentsClient(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<DeploymentsClientOptions>().Bind(section, Strictly).ValidateOnStart();
        return AddClient(services, key: null);
    }

    /// <summary>
    /// Registers a keyed <see cref="IDeploymentsClient"/> as a singleton, for programs with several organizations. Clients with different
    /// keys share nothing.
    /// </summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The key of the service: <c>[FromKeyedServices(name)] IDeploymentsClient</c>.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the HTTP client, for handlers of your own: they come below the client's, next to the network.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IHttpClientBuilder AddSpiceDeploymentsClient(this IServiceCollection services, string name, Action<DeploymentsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DeploymentsClientOptions>(name).Configure(configure).ValidateOnStart();
        return AddClient(services, name);
    }

    /// <summary>Registers a keyed <see cref="IDeploymentsClient"/> as a singleton, with options from the configuration. A key that no option has is an error.</summary>
    /// <param name="services">The services to add to.</param>
    /// <param name="name">The key of the service: <c>[FromKeyedServices(name)] IDeploymentsClient</c>.</param>
    /// <param name="section">The section whose keys are the names of the options.</param>
    /// <returns>The builder of the HTTP client, for handlers of your own: they come below the client's, next to the network.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static IHttpClientBuilder AddSpiceDeploymentsClient(this IServiceCollection services, string name, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<DeploymentsClientOptions>(name).Bind(section, Strictly).ValidateOnStart();
        return AddClient(services, name);
    }

    private static void Strictly(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    private static IHttpClientBuilder AddClient(IServiceCollection services, string? key)
    {
        string httpClientName = HttpClientNames.Of(key);
        string optionsName = key ?? Options.Options.DefaultName;
        IHttpClientBuilder builder = services.AddHttpClient(httpClientName);
        if (services.Any(service => service.ServiceType == typeof(IDeploymentsClient) && Equals(service.ServiceKey, key)))
        {
            return builder;
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeploymentsClientOptions>, DeploymentsClientOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SingleSendFilter>());
        services.Add(new ServiceDescriptor(
            typeof(IDeploymentsClient), key, (provider, _) => CreateClient(provider, httpClientName, optionsName), ServiceLifetime.Singleton));
        return builder
            .ConfigureHttpClient((provider, client) => DeploymentsHttpClient.Configure(client, OptionsOf(provider, optionsName)))
            .ConfigurePrimaryHttpMessageHandler(PrimaryHandler.Create)
            .ConfigureAdditionalHttpMessageHandlers((handlers, provider) => AddHandlers(handlers, provider, optionsName))
            .RemoveAllLoggers() // They redact the headers in the text and leave them as they are in the state that structured logs keep.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // The connections renew themselves.
    }

    private static void AddHandlers(IList<DelegatingHandler> handlers, IServiceProvider provider, string optionsName)
    {
        foreach (DelegatingHandler handler in DeploymentsHttpClient.CreateHandlers(OptionsOf(provider, optionsName), ClockOf(provider)))
        {
            handlers.Add(handler);
        }
    }

    private static DeploymentsClient CreateClient(IServiceProvider provider, string httpClientName, string optionsName)
    {
        DeploymentsClientOptions options = OptionsOf(provider, optionsName);
        HttpClient httpClient = provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClientName);
        ILogger logger = provider.GetRequiredService<ILogger<DeploymentsClient>>(); // AddHttpClient adds logging.
        return new DeploymentsClient(httpClient, options, ClockOf(provider), logger);
    }

    private static DeploymentsClientOptions OptionsOf(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<DeploymentsClientOptions>>().Get(name);

    private static TimeProvider ClockOf(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;
}
