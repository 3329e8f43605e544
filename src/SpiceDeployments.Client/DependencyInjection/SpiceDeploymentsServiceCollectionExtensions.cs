using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.DependencyInjection;
using SpiceDeployments.Client.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="IDeploymentsClient"/> and <see cref="IAppsClient"/>, which are the same instance, in a container.</summary>
public static class SpiceDeploymentsServiceCollectionExtensions
{
    private const string ResilienceHandlerName = "Microsoft.Extensions.Http.Resilience.ResilienceHandler"; // The client does not depend on its package.

    /// <summary>Registers a singleton <see cref="IDeploymentsClient"/>.</summary>
    /// <remarks>The options are validated when the host starts, or when the client is first used; invalid options throw an <see cref="OptionsValidationException"/>.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the HTTP client. Message handlers that are added to the builder come below those of the client, next to the network.</returns>
    /// <exception cref="ArgumentNullException">An argument is <c>null</c>.</exception>
    public static IHttpClientBuilder AddSpiceDeploymentsClient(this IServiceCollection services, Action<DeploymentsClientOptions> configure) =>
        services.AddKeyedSpiceDeploymentsClient(serviceKey: null, configure);

    /// <summary>Registers a singleton <see cref="IDeploymentsClient"/> with options from the configuration. An unknown configuration key is an error.</summary>
    /// <remarks>The options are validated when the host starts, or when the client is first used; invalid options throw an <see cref="OptionsValidationException"/>.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="configuration">The configuration section whose keys are the names of the options.</param>
    /// <returns>The builder of the HTTP client. Message handlers that are added to the builder come below those of the client, next to the network.</returns>
    /// <exception cref="ArgumentNullException">An argument is <c>null</c>.</exception>
    public static IHttpClientBuilder AddSpiceDeploymentsClient(this IServiceCollection services, IConfiguration configuration) =>
        services.AddKeyedSpiceDeploymentsClient(serviceKey: null, configuration);

    /// <summary>Registers a keyed singleton <see cref="IDeploymentsClient"/>, for programs with several organizations. Clients with different keys share nothing.</summary>
    /// <remarks>The options are validated when the host starts, or when the client is first used; invalid options throw an <see cref="OptionsValidationException"/>.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="serviceKey">The key, as in <c>[FromKeyedServices(key)]</c>. Its text names the options and must be unique. If <c>null</c>, the client is registered without a key.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder of the HTTP client. Message handlers that are added to the builder come below those of the client, next to the network.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is <c>null</c>.</exception>
    /// <exception cref="ArgumentException">The text of <paramref name="serviceKey"/> is empty.</exception>
    public static IHttpClientBuilder AddKeyedSpiceDeploymentsClient(this IServiceCollection services, object? serviceKey, Action<DeploymentsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        return AddClient(services, serviceKey, options => options.Configure(configure));
    }

    /// <summary>
    /// Registers a keyed singleton <see cref="IDeploymentsClient"/> with options from the configuration, for programs with several
    /// organizations. Clients with different keys share nothing. An unknown configuration key is an error.
    /// </summary>
    /// <remarks>The options are validated when the host starts, or when the client is first used; invalid options throw an <see cref="OptionsValidationException"/>.</remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="serviceKey">The key, as in <c>[FromKeyedServices(key)]</c>. Its text names the options and must be unique. If <c>null</c>, the client is registered without a key.</param>
    /// <param name="configuration">The configuration section whose keys are the names of the options.</param>
    /// <returns>The builder of the HTTP client. Message handlers that are added to the builder come below those of the client, next to the network.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configuration"/> is <c>null</c>.</exception>
    /// <exception cref="ArgumentException">The text of <paramref name="serviceKey"/> is empty.</exception>
    public static IHttpClientBuilder AddKeyedSpiceDeploymentsClient(this IServiceCollection services, object? serviceKey, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        return AddClient(services, serviceKey, options => options
            .Configure(values => values.CredentialsHint = DescribeSection(configuration))
            .Bind(configuration, FailOnUnknownKeys));
    }

    private static void FailOnUnknownKeys(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    private static string? DescribeSection(IConfiguration configuration) => configuration switch
    {
        IConfigurationSection section when section.Exists() => $"The options come from the configuration section '{section.Path}'.",
        IConfigurationSection section => $"The options come from the configuration section '{section.Path}', which is empty or does not exist.",
        _ => null,
    };

    private static IHttpClientBuilder AddClient(IServiceCollection services, object? serviceKey, Action<OptionsBuilder<DeploymentsClientOptions>> configure)
    {
        string name = ClientName.GetOptionsName(serviceKey);
        configure(services.AddOptions<DeploymentsClientOptions>(name));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DeploymentsClientOptions>, DeploymentsClientOptionsValidator>());
        if (Find<IDeploymentsClient>(services, serviceKey) is null)
        {
            var client = new ServiceDescriptor(typeof(IDeploymentsClient), serviceKey, (provider, _) => CreateClient(provider, name), ServiceLifetime.Singleton);
            services.Add(client);
            ValidateOnStart(services, client, name);
        }

        if (Find<IAppsClient>(services, serviceKey) is null)
        {
            services.Add(new ServiceDescriptor(typeof(IAppsClient), serviceKey, (provider, _) => GetAppsClient(provider, serviceKey), ServiceLifetime.Singleton));
        }

        return AddHttpClient(services, name);
    }

    private static ServiceDescriptor? Find<T>(IServiceCollection services, object? serviceKey) =>
        services.LastOrDefault(service => service.ServiceType == typeof(T) && Equals(service.ServiceKey, serviceKey));

    /// <summary>Validates the options when the host starts, unless the program has replaced the client, for example by a fake in a test host.</summary>
    private static void ValidateOnStart(IServiceCollection services, ServiceDescriptor client, string name) => services
        .AddOptions<StartOptions>(name)
        .Configure<IOptionsMonitor<DeploymentsClientOptions>>((_, options) =>
        {
            if (Find<IDeploymentsClient>(services, client.ServiceKey) == client)
            {
                options.Get(name);
            }
        })
        .ValidateOnStart();

    private static IHttpClientBuilder AddHttpClient(IServiceCollection services, string name)
    {
        string httpClientName = ClientName.GetHttpClientName(name);
        IHttpClientBuilder builder = services.AddHttpClient(httpClientName);
        if (services.Any(service => service.ServiceType == typeof(HandlerOwner) && Equals(service.ServiceKey, httpClientName)))
        {
            return builder;
        }

        services.AddKeyedSingleton<HandlerOwner>(httpClientName);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, ClientHandlerFilter>());

        // With the services of the builder, which ConfigureHttpClientDefaults precedes, in whichever order the program calls the two.
        builder.Services.Configure<HttpClientFactoryOptions>(httpClientName, http => http.HttpMessageHandlerBuilderActions.Add(handlers => AddHandlers(handlers, name)));
        return builder
            .ConfigureHttpClient((provider, client) => DeploymentsHttpClient.Configure(client, GetOptions(provider, name)))
            .RemoveAllLoggers() // They redact the headers in the text, but not in the state that structured logs keep.
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan); // The primary handler renews its connections.
    }

    /// <summary>Adds the upper handlers of a client below those of all HTTP clients of the program, and replaces the primary handler by that of the options.</summary>
    private static void AddHandlers(HttpMessageHandlerBuilder builder, string name)
    {
        DeploymentsClientOptions options = GetOptions(builder.Services, name);
        var token = new ReloadedAccessToken(builder.Services.GetRequiredService<IOptionsMonitor<DeploymentsClientOptions>>(), name, options.AccessToken ?? "");
        var handlers = new ClientHandlers(options, token.Read, GetTimeProvider(options, builder.Services));
        builder.Services.GetRequiredKeyedService<HandlerOwner>(builder.Name).Own(handlers);
        RemoveResilienceHandlers(builder.AdditionalHandlers);
        foreach (DelegatingHandler handler in handlers.Upper)
        {
            builder.AdditionalHandlers.Add(handler);
        }

        builder.PrimaryHandler = DeploymentsHttpClient.CreatePrimaryHandler(options) ?? builder.PrimaryHandler;
    }

    /// <summary>
    /// Removes the resilience handlers of all HTTP clients of the program, whose retries would multiply those of the client. Those that the program
    /// adds to the builder of the client are not in the list yet.
    /// </summary>
    private static void RemoveResilienceHandlers(IList<DelegatingHandler> handlers)
    {
        for (int i = handlers.Count - 1; i >= 0; i--)
        {
            if (handlers[i].GetType().FullName is ResilienceHandlerName)
            {
                handlers.RemoveAt(i);
            }
        }
    }

    private static DeploymentsClient CreateClient(IServiceProvider provider, string name)
    {
        DeploymentsClientOptions options = GetOptions(provider, name);
        HttpClient httpClient = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName.GetHttpClientName(name));
        ILoggerFactory loggerFactory = options.LoggerFactory ?? provider.GetRequiredService<ILoggerFactory>(); // AddHttpClient adds logging.
        return new DeploymentsClient(httpClient, options, GetTimeProvider(options, provider), loggerFactory.CreateLogger<DeploymentsClient>());
    }

    /// <summary>The same instance as the deployments client.</summary>
    /// <exception cref="InvalidOperationException">The program has replaced the deployments client by one that is not an <see cref="IAppsClient"/>.</exception>
    private static IAppsClient GetAppsClient(IServiceProvider provider, object? serviceKey)
    {
        object client = serviceKey is null ? provider.GetRequiredService<IDeploymentsClient>() : provider.GetRequiredKeyedService<IDeploymentsClient>(serviceKey);
        return client as IAppsClient ?? throw new InvalidOperationException(
            $"The program has replaced {nameof(IDeploymentsClient)} by {client.GetType()}, which is not an {nameof(IAppsClient)}. Register {nameof(IAppsClient)}, too.");
    }

    private static DeploymentsClientOptions GetOptions(IServiceProvider provider, string name) =>
        provider.GetRequiredService<IOptionsMonitor<DeploymentsClientOptions>>().Get(name).Copy();

    private static TimeProvider GetTimeProvider(DeploymentsClientOptions options, IServiceProvider provider) =>
        options.TimeProvider ?? provider.GetService<TimeProvider>() ?? TimeProvider.System;

    /// <summary>Options without a value, whose configuration validates those of a client.</summary>
    private sealed class StartOptions;
}
