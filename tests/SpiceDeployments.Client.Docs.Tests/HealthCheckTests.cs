using DeployWorker;
using DocsExamples;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Runs the health check of <c>docs/observability.md</c> against the emulator.</summary>
public sealed class HealthCheckTests : IAsyncLifetime
{
    private const long AppId = 42;

    private readonly AutoAdvancingTimeProvider _clock = new();
    private SpiceCloudEmulator? _cloud;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    private FaultRuleBuilder EveryList => Cloud.Faults.On("GET", "/v1/apps/42/deployments").Always();

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, TestContext.Current.CancellationToken);
        _cloud.AddApp(AppId).StartDeployment();
    }

    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    [Fact]
    public async Task Check_ApiResponds_IsHealthy()
    {
        HealthReportEntry entry = await CheckAsync();

        Assert.Equal((HealthStatus.Healthy, "The API responds."), (entry.Status, entry.Description));
        Assert.Equal("?limit=1", Assert.Single(Cloud.Requests).Query);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Check_TransientError_IsDegraded(int status)
    {
        EveryList.Fail(status, "Not now");

        HealthReportEntry entry = await CheckAsync();

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("Not now", entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task Check_Rejection_IsUnhealthy(int status)
    {
        EveryList.Fail(status, "Never");

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync()).Status);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(503)]
    public async Task Check_ErrorThatRepeatsTheToken_DoesNotShowIt(int status)
    {
        EveryList.Fail(status, $"Not for {Cloud.AccessToken}");

        HealthReportEntry entry = await CheckAsync();

        Assert.DoesNotContain(Cloud.AccessToken, entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain(Cloud.AccessToken, $"{entry.Exception}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAKeyedClient_HasItsName()
    {
        HostApplicationBuilder builder = CreateBuilder();
        builder.Services.AddKeyedSpiceDeploymentsClient("retail", Configure);
        builder.Services.AddHealthChecks().AddSpiceDeploymentsCheck(AppId, "retail");

        (string name, HealthReportEntry entry) = await CheckAsync(builder);

        Assert.Equal(("retail", HealthStatus.Healthy), (name, entry.Status));
    }

    private async Task<HealthReportEntry> CheckAsync()
    {
        HostApplicationBuilder builder = CreateBuilder();
        builder.Services.AddSpiceDeploymentsClient(Configure);
        ObservabilityExamples.AddHealthCheck(builder, AppId);
        (string name, HealthReportEntry entry) = await CheckAsync(builder);
        Assert.Equal("spice-deployments", name);
        return entry;
    }

    private static async Task<(string Name, HealthReportEntry Entry)> CheckAsync(HostApplicationBuilder builder)
    {
        using IHost host = builder.Build();
        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
        (string name, HealthReportEntry entry) = Assert.Single(report.Entries);
        return (name, entry);
    }

    private static HostApplicationBuilder CreateBuilder() => Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    private void Configure(DeploymentsClientOptions options)
    {
        options.BaseAddress = Cloud.BaseAddress;
        options.AccessToken = Cloud.AccessToken;
        options.TimeProvider = _clock;
    }
}
