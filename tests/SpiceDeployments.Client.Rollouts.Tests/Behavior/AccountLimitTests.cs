using SpiceDeployments.Client.Rollouts.Tests.Infrastructure;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Behavior;

/// <summary>What the service responds beyond the account's limit of active deployments is not documented: with each reading, the rollout succeeds.</summary>
public abstract class AccountLimitTests(ConcurrencyLimitRule rule) : RolloutTest
{
    private const int Limit = 2;

    [Fact]
    public async Task AccountIsFull_AppsAreTriedAgain()
    {
        Rollout done = await RunAsync(new RolloutRequest { Targets = AddApps(8), MaxConcurrency = 6 });

        Assert.True(done.Status is RolloutStatus.Succeeded, RolloutReport.Create(done).ToMarkdown());
        Assert.All(Cloud.Apps, app => Assert.Single(app.Deployments));
        Assert.True(Cloud.Requests.Count(request => request.Method is "POST") > 8, "No create was rejected.");
    }

    protected override void Configure(SpiceCloudEmulatorOptions options)
    {
        options.MaxConcurrentDeployments = Limit;
        options.ConcurrencyLimitRule = rule;
    }

    public sealed class Conflict() : AccountLimitTests(ConcurrencyLimitRule.Conflict);

    public sealed class TooManyRequests() : AccountLimitTests(ConcurrencyLimitRule.TooManyRequests);

    public sealed class PlanLimit() : AccountLimitTests(ConcurrencyLimitRule.PlanLimit);
}
