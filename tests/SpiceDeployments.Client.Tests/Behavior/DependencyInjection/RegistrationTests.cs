using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NSubstitute;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.DependencyInjection;

public sealed class RegistrationTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddSpiceDeploymentsClient_Action_ResolvesAWorkingSingleton()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(services => services.AddSpiceDeploymentsClient(Target(cloud)));

        IDeploymentsClient client = services.GetRequiredService<IDeploymentsClient>();

        Assert.Empty(await client.ListAsync(42, cancellationToken: CancellationToken));
        Assert.Same(client, services.GetRequiredService<IDeploymentsClient>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public async Task AddSpiceDeploymentsClient_AppsClient_IsTheSameInstance(string? key)
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(services => services.AddKeyedSpiceDeploymentsClient(key, Target(cloud)));

        IAppsClient apps = services.GetRequiredKeyedService<IAppsClient>(key);

        Assert.Same(services.GetRequiredKeyedService<IDeploymentsClient>(key), apps);
        Assert.Equal(42, Assert.Single(await apps.ListAppsAsync(CancellationToken)).Id);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_OnlyTheDeploymentsClientReplaced_AppsClientSaysSo()
    {
        await using ServiceProvider services = Build(services =>
        {
            services.AddSpiceDeploymentsClient(_ => { });
            services.AddSingleton(Substitute.For<IDeploymentsClient>());
        });

        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(services.GetRequiredService<IAppsClient>);

        Assert.EndsWith("which is not an IAppsClient. Register IAppsClient, too.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_Section_BindsEveryKindOfOption()
    {
        await using ServiceProvider services = Build(services => services.AddSpiceDeploymentsClient(Section(
            ("Spice:AccessToken", "token"),
            ("Spice:BaseAddress", "https://api.example.com"),
            ("Spice:Organization", "acme"),
            ("Spice:AttemptTimeout", "00:00:12"),
            ("Spice:ConflictBehavior", "Throw"),
            ("Spice:SlowDeploymentFactor", "2.5"),
            ("Spice:Polling:InitialDelay", "00:00:03"),
            ("Spice:Polling:Schedule", "Predictive"),
            ("Spice:Polling:UseJitter", "true"))));

        DeploymentsClientOptions options = services.GetRequiredService<IOptions<DeploymentsClientOptions>>().Value;

        Assert.Equal(("token", "acme", new Uri("https://api.example.com")), (options.AccessToken, options.Organization, options.BaseAddress));
        Assert.Equal((TimeSpan.FromSeconds(12), ConflictBehavior.Throw), (options.AttemptTimeout, options.ConflictBehavior));
        Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30), true), (options.Polling.InitialDelay, options.Polling.MaxDelay, options.Polling.UseJitter));
        Assert.Equal((PollingSchedule.Predictive, 2.5), (options.Polling.Schedule, options.SlowDeploymentFactor));
        Assert.NotNull(services.GetRequiredService<IDeploymentsClient>());
    }

    [Theory]
    [InlineData("Spice:AccesToken", "AccesToken")]
    [InlineData("Spice:Polling:InitalDelay", "InitalDelay")]
    [InlineData("Spice:AccessTokenProvider:Url", "SpiceDeployments.Client.AccessTokenProvider")]
    public async Task AddSpiceDeploymentsClient_UnknownKey_FailsAtStartWithTheKey(string key, string name)
    {
        using IHost host = Host(services => services.AddSpiceDeploymentsClient(Section(("Spice:AccessToken", "token"), (key, "00:00:03"))));

        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(CancellationToken));

        Assert.Contains($"'{name}'", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_ProviderFromTheContainer_SuppliesTheToken()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(services =>
        {
            services.AddSingleton(new ScriptedTokenProvider(cloud.AccessToken));
            services.AddSpiceDeploymentsClient(options => options.BaseAddress = cloud.BaseAddress);
            services.AddOptions<DeploymentsClientOptions>().Configure<ScriptedTokenProvider>((options, tokens) => options.AccessTokenProvider = tokens);
        });

        Assert.Empty(await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_InvalidOptions_FailsAtStartWithTheProperty()
    {
        using IHost host = Host(services => services.AddSpiceDeploymentsClient(options => options.BaseAddress = new Uri("http://api.spice.ai")));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));

        Assert.Equal(
            [
                "AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set.",
                "BaseAddress must use https, or http on loopback or with AllowHttp, but is 'http://api.spice.ai'.",
            ],
            exception.Failures);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_InvalidKeyedOptions_FailsAtStart()
    {
        using IHost host = Host(services => services.AddKeyedSpiceDeploymentsClient("acme", _ => { }));

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));
    }

    /// <summary>A test host of a program replaces the client, and has no credentials.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData(null, false)]
    [InlineData("acme", true)]
    [InlineData("acme", false)]
    public async Task AddSpiceDeploymentsClient_ReplacedByAFake_DoesNotValidateAtStart(string? key, bool removesTheClient)
    {
        IDeploymentsClient fake = Substitute.For<IDeploymentsClient>();
        using IHost host = Host(services =>
        {
            services.AddKeyedSpiceDeploymentsClient(key, _ => { });
            if (removesTheClient)
            {
                services.RemoveAll<IDeploymentsClient>();
                services.RemoveAllKeyed<IDeploymentsClient>(key);
            }

            services.AddKeyedSingleton(key, fake);
        });

        await host.StartAsync(CancellationToken);

        Assert.Same(fake, host.Services.GetRequiredKeyedService<IDeploymentsClient>(key));
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_OtherClientReplacedByAFake_FailsAtStart()
    {
        using IHost host = Host(services =>
        {
            services.AddSpiceDeploymentsClient(_ => { });
            services.AddKeyedSpiceDeploymentsClient("acme", _ => { });
            services.AddSingleton(Substitute.For<IDeploymentsClient>());
        });

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));

        Assert.Equal("Client 'acme': AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set.", exception.Message);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_ShadowedByAFake_IsValidatedOnFirstUse()
    {
        await using ServiceProvider services = Build(services =>
        {
            services.AddSpiceDeploymentsClient(_ => { });
            services.AddSingleton(Substitute.For<IDeploymentsClient>());
        });

        Assert.Throws<OptionsValidationException>(() => services.GetServices<IDeploymentsClient>().ToList());
    }

    /// <summary>A test host of a program directs the client to the emulator.</summary>
    [Fact]
    public async Task AddSpiceDeploymentsClient_RemovedAndAddedAgain_ConfiguresOneClientOnce()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        cloud.AddOAuthClient("ci", "the-secret-of-the-client", [.. SpiceScopes.All]);
        await using ServiceProvider services = Build(services =>
        {
            services.AddSpiceDeploymentsClient(options => options.ClientId = "of-production");
            services.RemoveAll<IDeploymentsClient>();
            services.AddSpiceDeploymentsClient(options =>
            {
                (options.BaseAddress, options.TokenEndpoint) = (cloud.BaseAddress, cloud.TokenEndpoint);
                (options.ClientId, options.ClientSecret) = ("ci", "the-secret-of-the-client");
            });
        });

        await services.GetRequiredService<IDeploymentsClient>().CreateAsync(42, cancellationToken: CancellationToken);

        Assert.Equal(["/api/oauth/token", "/v1/apps/42/deployments"], cloud.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task AddKeyedSpiceDeploymentsClient_InvalidOptions_MessageNamesTheClient()
    {
        using IHost host = Host(services => services.AddKeyedSpiceDeploymentsClient("acme", options => options.AttemptTimeout = TimeSpan.Zero));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));

        Assert.Equal(
            [
                "Client 'acme': AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set.",
                "Client 'acme': AttemptTimeout must be more than zero and at most 1 day, but is 00:00:00.",
            ],
            exception.Failures);
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_EmptySection_MessageNamesTheSection()
    {
        using IHost host = Host(services => services.AddSpiceDeploymentsClient(Section()));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));

        Assert.Equal(
            "AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set. "
            + "The options come from the configuration section 'Spice', which is empty or does not exist.",
            exception.Message);
    }

    [Fact]
    public async Task AddKeyedSpiceDeploymentsClient_SectionWithoutCredentials_MessageNamesClientAndSection()
    {
        using IHost host = Host(services => services.AddKeyedSpiceDeploymentsClient("acme", Section(("Spice:Organization", "acme"))));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));

        Assert.Equal(
            "Client 'acme': AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set. The options come from the configuration section 'Spice'.",
            exception.Message);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(DayOfWeek.Monday)]
    [InlineData('k')]
    public async Task AddKeyedSpiceDeploymentsClient_AnyKey_ResolvesTheClient(object key)
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(services => services.AddKeyedSpiceDeploymentsClient(key, Target(cloud)));

        Assert.Empty(await services.GetRequiredKeyedService<IDeploymentsClient>(key).ListAsync(42, cancellationToken: CancellationToken));
        Assert.Null(services.GetKeyedService<IDeploymentsClient>(key.ToString()));
        Assert.Null(services.GetService<IDeploymentsClient>());
    }

    [Fact]
    public async Task AddKeyedSpiceDeploymentsClient_NullKey_RegistersTheClientWithoutKey()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(services => services.AddKeyedSpiceDeploymentsClient(serviceKey: null, Target(cloud)));

        Assert.Empty(await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken));
    }

    [Fact]
    public async Task AddKeyedSpiceDeploymentsClient_TwoKeys_ShareNothing()
    {
        await using SpiceCloudEmulator acme = await StartAsync();
        await using SpiceCloudEmulator globex = await StartAsync();
        await using ServiceProvider services = Build(services =>
        {
            services.AddKeyedSpiceDeploymentsClient("acme", Target(acme));
            services.AddKeyedSpiceDeploymentsClient("globex", Section(
                ("Spice:BaseAddress", globex.BaseAddress.ToString()), ("Spice:AccessToken", globex.AccessToken), ("Spice:Organization", "globex")));
        });

        await services.GetRequiredKeyedService<IDeploymentsClient>("acme").CreateAsync(42, cancellationToken: CancellationToken);
        await services.GetRequiredKeyedService<IDeploymentsClient>("globex").ListAsync(42, cancellationToken: CancellationToken);

        RecordedRequest create = Assert.Single(acme.Requests);
        RecordedRequest list = Assert.Single(globex.Requests);
        Assert.Equal(("POST", "GET"), (create.Method, list.Method));
        Assert.Equal($"Bearer {acme.AccessToken}", create.Headers["Authorization"]);
        Assert.Equal($"Bearer {globex.AccessToken}", list.Headers["Authorization"]);
        Assert.False(create.Headers.ContainsKey("X-Org-Name"));
        Assert.Equal("globex", list.Headers["X-Org-Name"]);
        Assert.Null(services.GetService<IDeploymentsClient>());
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_Twice_ConfiguresOneClientOnce()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(services =>
        {
            services.AddSpiceDeploymentsClient(Target(cloud));
            services.AddSpiceDeploymentsClient(options => options.Organization = "acme");
        });

        await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken);

        Assert.Equal("acme", Assert.Single(cloud.Requests).Headers["X-Org-Name"]);
        Assert.Single(services.GetServices<IDeploymentsClient>());
    }

    [Fact]
    public async Task AddSpiceDeploymentsClient_HandlerOfTheProgram_ReceivesEveryRequestWithToken()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        var handler = new RecordingHandler();
        await using ServiceProvider services = Build(
            services => services.AddSpiceDeploymentsClient(Target(cloud)).AddHttpMessageHandler(() => handler));

        await services.GetRequiredService<IDeploymentsClient>().ListAsync(42, cancellationToken: CancellationToken);

        Assert.Equal([$"Bearer {cloud.AccessToken}"], handler.Authorizations);
    }

    [Fact]
    public Task CreateAsync_DefaultHandlerRetriesErrors_SendsOnePost() => AssertSendsOnePostAsync((services, cloud) =>
    {
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new RetryingHandler()));
        services.AddSpiceDeploymentsClient(Target(cloud));
    });

    [Fact]
    public Task CreateAsync_HandlerRetriesErrors_SendsOnePost() => AssertSendsOnePostAsync(
        (services, cloud) => services.AddSpiceDeploymentsClient(Target(cloud)).AddHttpMessageHandler(() => new RetryingHandler()));

    [Fact]
    public Task CreateAsync_HandlerHedgesWithCopies_SendsOnePost() => AssertSendsOnePostAsync(
        (services, cloud) => services.AddSpiceDeploymentsClient(Target(cloud)).AddStandardHedgingHandler());

    [Fact]
    public Task CreateAsync_DefaultHandlerRetriesWithAnotherToken_SendsOnePost() => AssertSendsOnePostAsync((services, cloud) =>
    {
        services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new RetryingHandler()));
        services.AddSpiceDeploymentsClient(options =>
        {
            options.BaseAddress = cloud.BaseAddress;
            options.AccessTokenProvider = new StubTokenProvider(_ => Task.FromResult(cloud.IssueToken([.. SpiceScopes.All])));
        });
    });

    [Fact]
    public async Task CreateAsync_HandlerDropsTheRequestOptions_ThrowsNotSent()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        await using ServiceProvider services = Build(
            services => services.AddSpiceDeploymentsClient(Target(cloud)).AddHttpMessageHandler(() => new ReplacingHandler()));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(
            () => services.GetRequiredService<IDeploymentsClient>().CreateAsync(42, cancellationToken: CancellationToken));

        Assert.StartsWith("The request was not sent: ", exception.Message, StringComparison.Ordinal);
        Assert.Empty(cloud.Requests);
    }

    [Fact]
    public async Task CreateAsync_TokenRenewedInAContainer_IsResentOnce()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        cloud.AddOAuthClient("ci", "the-secret-of-the-client", [.. SpiceScopes.All]);
        await using ServiceProvider services = Build(services => services.AddKeyedSpiceDeploymentsClient("oauth", options =>
        {
            (options.BaseAddress, options.TokenEndpoint) = (cloud.BaseAddress, cloud.TokenEndpoint);
            (options.ClientId, options.ClientSecret) = ("ci", "the-secret-of-the-client");
        }));
        IDeploymentsClient client = services.GetRequiredKeyedService<IDeploymentsClient>("oauth");
        await client.ListAsync(42, cancellationToken: CancellationToken);
        cloud.RevokeAllTokens();

        await client.CreateAsync(42, cancellationToken: CancellationToken);

        Assert.Single(cloud.GetApp(42).Deployments);
    }

    [Fact]
    public void AddSpiceDeploymentsClient_NullOrEmptyArguments_Throw()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>(() => services.AddSpiceDeploymentsClient((Action<DeploymentsClientOptions>)null!));
        Assert.Throws<ArgumentNullException>(() => services.AddSpiceDeploymentsClient((IConfiguration)null!));
        Assert.Throws<ArgumentException>(() => services.AddKeyedSpiceDeploymentsClient("", _ => { }));
        Assert.Throws<ArgumentNullException>(() => services.AddKeyedSpiceDeploymentsClient("acme", (IConfiguration)null!));
    }

    /// <summary>Asserts that a create whose response is lost is reconciled and not sent again.</summary>
    private static async Task AssertSendsOnePostAsync(Action<IServiceCollection, SpiceCloudEmulator> register)
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        cloud.Faults.OnCreate().AfterProcessing().RespondWithHtml(503);
        await using ServiceProvider services = Build(services => register(services, cloud));

        Deployment created = await services.GetRequiredService<IDeploymentsClient>().CreateAsync(42, new CreateDeploymentRequest { CommitSha = "9f2c4e7" }, cancellationToken: CancellationToken);

        Assert.Equal(created.Id, Assert.Single(cloud.GetApp(42).Deployments).Id);
        Assert.Single(cloud.Requests, request => request.Method == "POST");
    }

    private static async Task<SpiceCloudEmulator> StartAsync()
    {
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken);
        cloud.AddApp(42);
        return cloud;
    }

    private static Action<DeploymentsClientOptions> Target(SpiceCloudEmulator cloud) => options =>
    {
        options.BaseAddress = cloud.BaseAddress;
        options.AccessToken = cloud.AccessToken;
    };

    private static IConfigurationSection Section(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build()
            .GetSection("Spice");

    private static ServiceProvider Build(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static IHost Host(Action<IServiceCollection> register)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(settings: null);
        register(builder.Services);
        return builder.Build();
    }

    /// <summary>A message handler of a program, which records the tokens.</summary>
    private sealed class RecordingHandler : DelegatingHandler
    {
        public List<string?> Authorizations { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorizations.Add(request.Headers.Authorization?.ToString());
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A message handler of a program that retries every error once.</summary>
    private sealed class RetryingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>A message handler of a program that replaces every request without copying its options.</summary>
    private sealed class ReplacingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var other = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            other.Headers.Authorization = request.Headers.Authorization;
            return base.SendAsync(other, cancellationToken);
        }
    }
}
