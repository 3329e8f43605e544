using DocsExamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests.OtherPackages;

/// <summary>The examples that need packages besides those that every user of the examples has.</summary>
public sealed class OtherPackageTests
{
    [Fact]
    public async Task Testing_FastTime_PassesNineMinutesOnItsOwnClock() =>
        Assert.InRange(await FastTime.DeployAsync(), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));

    [Fact]
    public async Task Resilience_OpenCircuit_IsARateLimitToTheClientAndSendsNoCreate()
    {
        await using SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42);
        cloud.Faults.OnList().Times(int.MaxValue).Fail(503, "Try later");
        using IHost host = Build(cloud);
        var client = host.Services.GetRequiredService<IDeploymentsClient>();
        while (cloud.Requests.Count < 10)
        {
            await Assert.ThrowsAnyAsync<SpiceApiException>(() => client.ListAsync(42, cancellationToken: TestContext.Current.CancellationToken));
        }

        await Assert.ThrowsAsync<SpiceRateLimitException>(() => client.CreateAsync(42, cancellationToken: TestContext.Current.CancellationToken));

        Assert.All(cloud.Requests, request => Assert.Equal("GET", request.Method));
    }

    private static IHost Build(SpiceCloudEmulator cloud)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        CircuitBreaker.Add(builder, cloud.AccessToken);
        builder.Services.AddSingleton<TimeProvider>(new JumpingClock());
        builder.Services.PostConfigureAll<DeploymentsClientOptions>(options => options.BaseAddress = cloud.BaseAddress);
        return builder.Build();
    }
}
