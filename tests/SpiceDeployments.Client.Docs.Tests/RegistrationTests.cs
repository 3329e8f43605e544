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
    public async Task WithAnAction_AsItStands_ListsDeployments()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        EmulatedDeployment deployment = cloud.AddApp(42).StartDeployment();
        Registration.WithAnAction(_builder, cloud.AccessToken);
        using IHost host = BuildFor(cloud);

        Assert.Equal([deployment.Id], await ListAsync(host.Services.GetRequiredService<IDeploymentsClient>()));
    }

    [Fact]
    public async Task WithASection_WithTheJsonOfGettingStarted_ListsDeployments()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        cloud.AddOAuthClient("release-bot", "from-your-secret-store", SpiceScopes.DeploymentsRead);
        EmulatedDeployment deployment = cloud.AddApp(42).StartDeployment();
        string json = MarkdownBlock.ReadAll(Texts.Read("docs/getting-started.md")).Single(block => block.Language is "json").Text;
        _builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        Registration.WithASection(_builder);
        using IHost host = BuildFor(cloud);

        Assert.Equal([deployment.Id], await ListAsync(host.Services.GetRequiredService<IDeploymentsClient>()));
    }

    [Theory]
    [InlineData("SpiceDeployments:AccesToken")]
    [InlineData("SpiceDeployments:Polling:InitalDelay")]
    public async Task WithASection_WithAnUnknownKey_ThrowsInvalidOperationWhenTheHostStarts(string key)
    {
        _builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["SpiceDeployments:AccessToken"] = "token", [key] = "00:00:03" });
        Registration.WithASection(_builder);
        using IHost host = _builder.Build();

        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains($"'{key.Split(':')[^1]}'", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyedByName_AsItStands_KeepsTheClientsApart()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        EmulatedApp app = cloud.AddApp(42);
        app.InOrganization("logistics");
        EmulatedDeployment deployment = app.StartDeployment();
        Registration.KeyedByName(_builder, retailToken: cloud.IssueToken(), logisticsToken: cloud.AccessToken);
        using IHost host = BuildFor(cloud);

        Assert.Equal([deployment.Id], await ListAsync(host.Services.GetRequiredKeyedService<IDeploymentsClient>("logistics")));
        Assert.Equal("logistics", cloud.Requests[^1].Headers["X-Org-Name"]);
        await Assert.ThrowsAsync<SpiceForbiddenException>(() => ListAsync(host.Services.GetRequiredKeyedService<IDeploymentsClient>("retail")));
    }

    [Fact]
    public async Task ReleaseService_AsItStands_Deploys()
    {
        await using SpiceCloudEmulator cloud = await StartAsync();
        EmulatedApp app = cloud.AddApp(42);
        app.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);
        Registration.WithAnAction(_builder, cloud.AccessToken);
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

    /// <summary>Builds the host of an example, which has the real service's addresses and delays, for the emulator.</summary>
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
