using System.Text;
using DocsExamples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

public sealed class RegistrationTests
{
    private readonly HostApplicationBuilder _builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    [Fact]
    public async Task RegisterWithAction_ListsDeployments()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        EmulatedDeployment deployment = cloud.AddApp(42).StartDeployment();
        GettingStartedExamples.RegisterWithAction(_builder, cloud.AccessToken);
        using IHost host = BuildFor(cloud);

        Assert.Equal([deployment.Id], await ListAsync(host.Services.GetRequiredService<IDeploymentsClient>()));
    }

    [Theory]
    [InlineData("docs/getting-started.md")]
    [InlineData("docs/authentication.md")]
    public async Task RegisterWithConfiguration_JsonOfPage_ListsDeployments(string page)
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        cloud.AddOAuthClient("release-bot", "from-your-secret-store", SpiceScopes.DeploymentsRead, SpiceScopes.DeploymentsWrite);
        EmulatedDeployment deployment = cloud.AddApp(42).StartDeployment();
        string json = MarkdownBlock.ReadAll(Texts.Read(page)).Single(block => block.Language is "json").Text;
        _builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        GettingStartedExamples.RegisterWithConfiguration(_builder);
        using IHost host = BuildFor(cloud);

        Assert.Equal([deployment.Id], await ListAsync(host.Services.GetRequiredService<IDeploymentsClient>()));
    }

    [Theory]
    [InlineData("SpiceDeployments:AccesToken")]
    [InlineData("SpiceDeployments:Polling:InitalDelay")]
    public async Task RegisterWithConfiguration_UnknownKey_ThrowsInvalidOperationExceptionAtStart(string key)
    {
        _builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["SpiceDeployments:AccessToken"] = "token", [key] = "00:00:03" });
        GettingStartedExamples.RegisterWithConfiguration(_builder);
        using IHost host = _builder.Build();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"'{key.Split(':')[^1]}'", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddKeyedClients_TwoOrganizations_ShareNothing()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        EmulatedApp app = cloud.AddApp(42);
        app.InOrganization("logistics");
        EmulatedDeployment deployment = app.StartDeployment();
        AuthenticationExamples.AddKeyedClients(_builder, retailToken: cloud.IssueToken(), logisticsToken: cloud.AccessToken);
        using IHost host = BuildFor(cloud);

        Assert.Equal([deployment.Id], await ListAsync(host.Services.GetRequiredKeyedService<IDeploymentsClient>("logistics")));
        Assert.Equal("logistics", cloud.Requests[^1].Headers["X-Org-Name"]);
        await Assert.ThrowsAsync<SpiceForbiddenException>(() => ListAsync(host.Services.GetRequiredKeyedService<IDeploymentsClient>("retail")));
    }

    [Fact]
    public async Task ReleaseService_ReleaseAsync_Deploys()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        GettingStartedExamples.RegisterWithAction(_builder, cloud.AccessToken);
        _builder.Services.AddSingleton<ReleaseService>();
        using IHost host = BuildFor(cloud);

        Deployment deployment = await host.Services.GetRequiredService<ReleaseService>().ReleaseAsync(42, "9f2c4e7", TestContext.Current.CancellationToken);

        Assert.Equal(Assert.Single(app.Deployments).Id, deployment.Id);
        Assert.Equal("9f2c4e7", deployment.CommitSha);
    }

    private static Task<SpiceCloudEmulator> StartAsync() => SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<long>> ListAsync(IDeploymentsClient client)
    {
        IReadOnlyList<Deployment> deployments = await client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken);
        return deployments.Select(deployment => deployment.Id);
    }

    /// <summary>Builds the host of an example and replaces the addresses and delays of the real service by those of the emulator.</summary>
    private IHost BuildFor(SpiceCloudEmulator cloud)
    {
        _builder.Services.PostConfigureAll<DeploymentsClientOptions>(options =>
        {
            options.BaseAddress = cloud.BaseAddress;
            options.TokenEndpoint = cloud.TokenEndpoint;
            options.Polling.InitialDelay = TimeSpan.FromMilliseconds(10);
        });
        return _builder.Build();
    }
}
