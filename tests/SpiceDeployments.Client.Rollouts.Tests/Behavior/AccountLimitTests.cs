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

    [Fact]
    public async Task AccountIsFullDuringTheRollback_AppsAreTriedAgain()
    {
        RolloutTarget[] targets = [.. AddApps(6).Select(target => target with { Request = new(), Update = new UpdateAppRequest { ImageTag = "2.4.0" } })];
        RolloutClient client = CreateRolloutClient();
        await RunAsync(client, new RolloutRequest { Targets = targets, MaxConcurrency = 6 });

        await client.RollBackAsync(Id, CancellationToken);

        Rollout done = await client.WaitForCompletionAsync(Id, progress: null, CancellationToken);
        Assert.True(done.Status is RolloutStatus.RolledBack, RolloutReport.Create(done).ToMarkdown());
        Assert.All(Cloud.Apps, app => Assert.Equal(2, app.Deployments.Count));
    }

    protected override void Configure(SpiceCloudEmulatorOptions options)
    {
        options.MaxConcurrentDeployments = Limit;
        options.ConcurrencyLimitRule = rule;
    }

    protected override DeploymentsClientOptions CreateOptions()
    {
        DeploymentsClientOptions options = base.CreateOptions();
        options.PrimaryHandler = () => new CreateBarrier();
        return options;
    }

    public sealed class Conflict() : AccountLimitTests(ConcurrencyLimitRule.Conflict);

    public sealed class TooManyRequests() : AccountLimitTests(ConcurrencyLimitRule.TooManyRequests);

    public sealed class PlanLimit() : AccountLimitTests(ConcurrencyLimitRule.PlanLimit);

    /// <summary>
    /// Holds the responses to creates until the service has received more of them than the limit permits. Otherwise, the polls of the first apps might advance the
    /// clock to their outcomes before the next create is sent, so that none is rejected.
    /// </summary>
    private sealed class CreateBarrier() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly TaskCompletionSource _isBeyondLimit = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _creates;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Post)
            {
                if (Interlocked.Increment(ref _creates) is Limit + 1)
                {
                    _isBeyondLimit.SetResult();
                }

                await _isBeyondLimit.Task.WaitAsync(cancellationToken);
            }

            return response;
        }
    }
}
