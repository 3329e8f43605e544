using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Rollouts.Internal;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers <see cref="IRolloutClient"/> and its gates in a container.</summary>
public static class SpiceRolloutsServiceCollectionExtensions
{
    /// <summary>Registers a singleton <see cref="IRolloutClient"/>, and a hosted service that resumes unfinished rollouts when the host starts.</summary>
    /// <remarks>
    /// Register the clients with <c>AddSpiceDeploymentsClient</c>; for several organizations, each with <c>AddKeyedSpiceDeploymentsClient</c> and the
    /// organization as the service key. An <see cref="IRolloutStore"/> in the container replaces the files. The options are validated when the host starts.
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The same service collection.</returns>
    /// <exception cref="ArgumentNullException">An argument is <c>null</c>.</exception>
    public static IServiceCollection AddSpiceRollouts(this IServiceCollection services, Action<RolloutsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddLogging();
        services.AddOptions<RolloutsOptions>()
            .Configure(configure)
            .Validate(
                options => !string.IsNullOrWhiteSpace(options.Directory) || services.Any(service => service.ServiceType == typeof(IRolloutStore) && service.ImplementationFactory != CreateStoreFactory),
                $"{nameof(RolloutsOptions)}.{nameof(RolloutsOptions.Directory)} must be set, unless the container has an {nameof(IRolloutStore)}.")
            .ValidateOnStart();
        services.TryAddSingleton(CreateStoreFactory);
        services.TryAddSingleton(CreateClient);
        services.TryAddSingleton<IRolloutClient>(provider => provider.GetRequiredService<RolloutClient>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, RolloutHostedService>(CreateHostedService));
        return services;
    }

    /// <summary>Registers a gate that requests an address of each app of the wave, and is passed when all respond with success.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="name">The name of the gate, as in <see cref="RolloutRequest.Gate"/>.</param>
    /// <param name="configure">Sets the options. Default <c>null</c>: the defaults.</param>
    /// <returns>The builder of the HTTP client of the gate, for example to add the API key: <c>.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-API-Key", key))</c>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is blank, or an argument is <c>null</c>.</exception>
    public static IHttpClientBuilder AddHttpRolloutGate(this IServiceCollection services, string name, Action<HttpRolloutGateOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        string httpClientName = $"SpiceRolloutGate:{name}";
        services.AddKeyedSingleton<IRolloutGate>(name, (provider, _) =>
        {
            var options = new HttpRolloutGateOptions();
            configure?.Invoke(options);
            return new HttpRolloutGate(() => provider.GetRequiredService<IHttpClientFactory>().CreateClient(httpClientName), GetClients(provider), options);
        });
        return services.AddHttpClient(httpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false }) // A sign-in page is not a success, and gets no API key.
            .RemoveAllLoggers(); // They would log the API key.
    }

    private static readonly Func<IServiceProvider, IRolloutStore> CreateStoreFactory = CreateStore;

    private static FileRolloutStore CreateStore(IServiceProvider provider) => new(provider.GetRequiredService<IOptions<RolloutsOptions>>().Value.Directory!);

    /// <summary>Creates a client with the clients and the gates of a container.</summary>
    internal static RolloutClient CreateClient(IServiceProvider provider, IRolloutStore store, IAppTurns? turns) => new(
        store,
        GetClients(provider),
        provider.GetKeyedService<IRolloutGate>,
        provider.GetService<TimeProvider>() ?? TimeProvider.System,
        provider.GetRequiredService<ILogger<RolloutClient>>(),
        turns);

    private static RolloutClient CreateClient(IServiceProvider provider) => CreateClient(provider, provider.GetRequiredService<IRolloutStore>(), turns: null);

    private static RolloutHostedService CreateHostedService(IServiceProvider provider) => new(
        provider.GetRequiredService<RolloutClient>(),
        provider.GetRequiredService<IOptions<RolloutsOptions>>().Value.ResumeOnStart,
        provider.GetService<TimeProvider>() ?? TimeProvider.System,
        provider.GetRequiredService<ILogger<RolloutClient>>());

    private static Func<string?, SpiceClients> GetClients(IServiceProvider provider) => organization => organization is null
        ? new SpiceClients(provider.GetRequiredService<IDeploymentsClient>(), provider.GetRequiredService<IAppsClient>())
        : new SpiceClients(provider.GetRequiredKeyedService<IDeploymentsClient>(organization), provider.GetRequiredKeyedService<IAppsClient>(organization));
}
