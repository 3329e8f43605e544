using DocsExamples;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>The registration of <c>docs/orleans.md</c>. The sample DeployCluster runs the same with Redis.</summary>
public sealed class OrleansTests
{
    [Fact]
    public void Register_OnASilo_IsValidAndHasTheRolloutsOfTheCluster()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["SpiceDeployments:AccessToken"] = "token", ["Redis"] = "redis.internal:6380,ssl=true" });
        OrleansExamples.Register(builder);
        using IHost host = builder.Build();

        Assert.All(host.Services.GetServices<IConfigurationValidator>(), validator => validator.ValidateConfiguration());
        Assert.Equal("ClusterRolloutClient", host.Services.GetRequiredService<IRolloutClient>().GetType().Name);
    }
}
