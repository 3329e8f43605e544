using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A request that reaches the service after the intent has settled: no client can prevent the second deployment, which is detected.</summary>
public sealed class IntentDuplicateTests : IntentTest
{
    [Fact]
    public async Task CreateAsync_RequestDeliveredAfterQuarantineDuringDeployment_IsAHarmlessConflict()
    {
        using var proxy = new SlowProxy();
        Task<Deployment> first = await StartFirstAsync(proxy);
        Deployment second = await ResumeAsync();

        await proxy.DeliverAsync();

        Assert.Equal(Assert.Single(App.Deployments).Id, second.Id);
        Assert.Equal(second.Id, (await Clock.RunAsync(first)).Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task CreateAsync_RequestDeliveredAfterQuarantine_ReportsBothDeployments(int secondsUntilListed)
    {
        using var proxy = new SlowProxy();
        Task<Deployment> first = await StartFirstAsync(proxy);
        await ResumeAsync();
        App.Deployments[0].CompleteSuccessfully();
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(secondsUntilListed));

        await proxy.DeliverAsync();
        Deployment newest = await Clock.RunAsync(first);

        Assert.Equal(2, App.Deployments.Count);
        Assert.Equal(App.Deployments[0].Id, newest.Id);
        Assert.Equal(
            "Deployments 1002 and 1001 of app 42 were created by the same intent: a request reached the service after the intent had settled.",
            Assert.Single(Log.Collector.GetSnapshot(), record => record.Id.Id is 16).Message);
    }

    [Fact]
    public async Task CreateAsync_ResumedAfterADuplicate_ReportsBothDeployments()
    {
        DeploymentIntent intent = await PrepareAsync();
        await Client.CreateAsync(intent, cancellationToken: CancellationToken);
        App.Deployments[0].CompleteSuccessfully();
        await Client.CreateAsync(AppId, intent.Request, cancellationToken: CancellationToken);

        Deployment resumed = await ResumeAsync();

        Assert.Equal(App.Deployments[0].Id, resumed.Id);
        Assert.Single(Log.Collector.GetSnapshot(), record => record.Id.Id is 16);
    }

    /// <summary>The late request starts a deployment that replaces the one that this process waits for.</summary>
    [Fact]
    public async Task DeployAsync_SupersededByItsDuplicate_WaitsForTheDuplicate()
    {
        DeploymentIntent intent = await PrepareAsync();
        Task<Deployment> deploying = Client.DeployAsync(intent, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(10), deploying);
        await CreateClient().CreateAsync(AppId, intent.Request, cancellationToken: CancellationToken);

        Deployment completed = await Clock.RunAsync(deploying);

        Assert.Equal((App.Deployments[0].Id, DeploymentStatus.Succeeded), (completed.Id, completed.Status));
        Assert.Equal("created", App.Deployments[1].Status);
        Assert.Single(Log.Collector.GetSnapshot(), record => record.Id.Id is 16);
    }

    [Fact]
    public async Task DeployAsync_SupersededByAnother_Throws()
    {
        DeploymentIntent intent = await PrepareAsync();
        Task<Deployment> deploying = Client.DeployAsync(intent, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(10), deploying);
        App.StartDeployment();

        await Assert.ThrowsAsync<DeploymentSupersededException>(() => Clock.RunAsync(deploying));
    }

    protected override void Configure(SpiceCloudEmulatorOptions options) => options.ConflictRule = ConflictRule.WhileQueued;

    /// <summary>Starts a create whose request a proxy holds.</summary>
    /// <returns>The task of the create.</returns>
    private async Task<Task<Deployment>> StartFirstAsync(SlowProxy proxy)
    {
        DeploymentsClient client = CreateClient(options =>
        {
            options.AttemptTimeout = SteppingTimeProvider.AttemptTimeout; // The process is suspended together with its timeouts.
            options.PrimaryHandler = () => proxy;
        });
        DeploymentIntent intent = await client.PrepareAsync(AppId, Request, CancellationToken);
        await SaveAsync(intent with { SettledAfter = intent.PreparedAt.AddSeconds(SettlingSeconds) }, CancellationToken);
        return client.CreateAsync(intent, cancellationToken: CancellationToken);
    }

    /// <summary>Holds each create until the test delivers it.</summary>
    private sealed class SlowProxy() : DelegatingHandler(new SocketsHttpHandler())
    {
        private readonly TaskCompletionSource _delivery = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task DeliverAsync()
        {
            _delivery.SetResult();
            return _delivered.Task;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method != HttpMethod.Post)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            await _delivery.Task.WaitAsync(cancellationToken);
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            _delivered.SetResult();
            return response;
        }
    }
}
