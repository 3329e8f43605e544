using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

public sealed class RegistrationTests : RolloutTest
{
    [Fact]
    public async Task AddSpiceRollouts_Directory_RunsARolloutInFiles()
    {
        string directory = Directory.CreateTempSubdirectory("rollouts-").FullName;
        using IHost host = CreateHost(services => services.AddSpiceRollouts(options => options.Directory = directory));
        await host.StartAsync(CancellationToken);
        IRolloutClient client = host.Services.GetRequiredService<IRolloutClient>();

        await client.StartAsync(Id, new RolloutRequest { Targets = AddApps(2) }, CancellationToken);
        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);

        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        Assert.True(File.Exists(Path.Combine(directory, Id, "journal.jsonl")));
        await host.StopAsync(CancellationToken);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task HostStarts_UnfinishedRollouts_AreResumedAlthoughOneIsDamaged()
    {
        RolloutClient first = CreateRolloutClient();
        On(RolloutEventKind.TargetPrepared, () => throw new ObjectDisposedException("store"));
        await first.StartAsync(Id, new RolloutRequest { Targets = AddApps(2) }, CancellationToken);
        await Assert.ThrowsAsync<RolloutException>(() => first.WaitForCompletionAsync(Id, progress: null, CancellationToken));
        await Store.AppendAsync("damaged", 0, ["{}"], isCompleted: false, CancellationToken);
        using IHost host = CreateHost(services => services.AddSingleton<IRolloutStore>(Store).AddSpiceRollouts(_ => { }));

        await host.StartAsync(CancellationToken);

        IRolloutClient client = host.Services.GetRequiredService<IRolloutClient>();
        await WaitUntilCompletedAsync(client);
        await host.StopAsync(CancellationToken);
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
    }

    [Fact]
    public async Task Organizations_KeyedClients_DeployWithTheirOwn()
    {
        Cloud.AddApp(1).InOrganization("acme");
        Cloud.AddApp(2).InOrganization("globex");
        using IHost host = CreateHost(services =>
        {
            foreach (string organization in (ReadOnlySpan<string>)["acme", "globex"])
            {
                services.AddKeyedSpiceDeploymentsClient(organization, options =>
                {
                    options.BaseAddress = Cloud.BaseAddress;
                    options.AccessToken = Cloud.IssueOrganizationToken(organization, Testing.SpiceScopes.Any);
                    options.Organization = organization;
                });
            }

            services.AddSingleton<IRolloutStore>(Store).AddSpiceRollouts(_ => { });
        });
        await host.StartAsync(CancellationToken);
        IRolloutClient client = host.Services.GetRequiredService<IRolloutClient>();

        await client.StartAsync(
            Id, new RolloutRequest { Targets = [new RolloutTarget { AppId = 1, Organization = "acme" }, new RolloutTarget { AppId = 2, Organization = "globex" }] }, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal(RolloutStatus.Succeeded, done.Status);
        ArgumentException missing = Assert.Throws<ArgumentException>(() => client.Plan(new RolloutRequest { Targets = [new RolloutTarget { AppId = 1, Organization = "other" }] }));
        Assert.StartsWith("There is no client for the organization 'other'", missing.Message, StringComparison.Ordinal);
        await host.StopAsync(CancellationToken);
    }

    [Fact]
    public async Task AddSpiceRollouts_NoDirectory_FailsWhenTheHostStarts()
    {
        using IHost host = CreateHost(services => services.AddSpiceRollouts(_ => { }));

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(CancellationToken));

        Assert.Contains("RolloutsOptions.Directory must be set, unless the container has an IRolloutStore.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gate_KeyedService_IsFoundByItsName()
    {
        using IHost host = CreateHost(services => services
            .AddKeyedSingleton<IRolloutGate, StoppingGate>("smoke")
            .AddSingleton<IRolloutStore>(Store)
            .AddSpiceRollouts(_ => { }));
        await host.StartAsync(CancellationToken);
        IRolloutClient client = host.Services.GetRequiredService<IRolloutClient>();

        await client.StartAsync(Id, new RolloutRequest { Targets = AddApps(1), Gate = "smoke" }, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.Equal((RolloutStatus.Failed, "Gate 'smoke' stopped the rollout after wave 1: not today"), (done.Status, done.Message));
        await host.StopAsync(CancellationToken);
    }

    [Fact]
    public async Task Dispose_ContainerWithoutAsync_Works()
    {
        ServiceProvider provider = new ServiceCollection()
            .AddSingleton<IRolloutStore>(Store)
            .AddSpiceRollouts(_ => { })
            .AddSpiceDeploymentsClient(options => options.AccessToken = "token").Services
            .BuildServiceProvider();
        IRolloutClient client = provider.GetRequiredService<IRolloutClient>();

        ((IDisposable)provider).Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetAsync(Id, CancellationToken));
    }

    private static async Task WaitUntilCompletedAsync(IRolloutClient client)
    {
        while (true)
        {
            try
            {
                await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
                return;
            }
            catch (RolloutException)
            {
                await Task.Yield(); // The host has not resumed the rollout yet.
            }
        }
    }

    private IHost CreateHost(Action<IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSpiceDeploymentsClient(options =>
        {
            options.BaseAddress = Cloud.BaseAddress;
            options.AccessToken = Cloud.AccessToken;
        });
        configure(builder.Services);
        return builder.Build();
    }

    private sealed class StoppingGate : IRolloutGate
    {
        public Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken) => Task.FromResult(RolloutGateDecision.Stop("not today"));
    }
}
