using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>Calls from a thread whose synchronization context never runs what is posted to it, because the thread blocks or has ended.</summary>
public sealed class SynchronizationContextTests : EmulatorTest
{
    /// <summary>The operations that conflict with an active deployment.</summary>
    private static readonly string[] Creates = [nameof(IDeploymentsClient.CreateAsync), nameof(IDeploymentsClient.DeployAsync), nameof(IAppsClient.ResumeAppAsync)];

    public static TheoryData<string, bool> EachOperation => [.. Operations.WithAppId.SelectMany(operation => new TheoryDataRow<string, bool>[] { new(operation, false), new(operation, true) })];

    [Theory]
    [MemberData(nameof(EachOperation))]
    public async Task EveryOperation_ContextThatNeverRuns_Completes(string operation, bool useClientCredentials)
    {
        DeploymentsClient client = useClientCredentials ? CreateOAuthClient() : Client;
        long id = Creates.Contains(operation) ? 1 : App.StartDeployment().Id;
        var context = new StoppedContext();

        Task running = context.Run(() => Operations.RunAsync(operation, client, AppId, id, CancellationToken));

        await Clock.RunAsync(running);
        Assert.Equal(0, context.Posts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeployAsync_Intent_Completes(bool isResumed)
    {
        DeploymentIntent intent = await Client.PrepareAsync(AppId, cancellationToken: CancellationToken);
        var options = new DeployOptions { SaveIntent = static (_, _) => Task.CompletedTask };
        var context = new StoppedContext();

        Task<Deployment> running = context.Run(() => Client.DeployAsync(isResumed ? intent with { } : intent, options, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(running)).Status);
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task DeployAsync_EveryKindOfRepetition_Completes()
    {
        App.StartDeployment();
        Cloud.Faults.OnToken().Fail(503, "Try later");
        Cloud.Faults.OnList().Fail(503, "Try later");
        Cloud.Faults.OnCreate().Skip(1).DropResponse();
        DeploymentsClient client = CreateOAuthClient();
        var context = new StoppedContext();

        Task<Deployment> running = context.Run(
            () => client.DeployAsync(AppId, new CreateDeploymentRequest { CommitMessage = "Add a dataset" }, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, (await Clock.RunAsync(running)).Status);
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task ListAsync_TokenRenewal_Completes()
    {
        DeploymentsClient client = CreateOAuthClient();
        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        Cloud.RevokeAllTokens();
        var context = new StoppedContext();

        Task<IReadOnlyList<Deployment>> running = context.Run(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Empty(await Clock.RunAsync(running));
        Assert.Equal(0, context.Posts);
    }

    [Fact]
    public async Task Emulator_ContextThatNeverRuns_StartsAndStops()
    {
        var context = new StoppedContext();

        SpiceCloudEmulator cloud = await context.Run(() => SpiceCloudEmulator.StartAsync(cancellationToken: CancellationToken)).WaitAsync(CancellationToken);
        await context.Run(() => cloud.DisposeAsync().AsTask()).WaitAsync(CancellationToken);

        Assert.Equal(0, context.Posts);
    }

    private DeploymentsClient CreateOAuthClient()
    {
        Cloud.AddOAuthClient("ci", "the-secret-of-the-client", [.. SpiceScopes.All]);
        return CreateClient(options =>
        {
            (options.AccessToken, options.ClientId, options.ClientSecret) = (null, "ci", "the-secret-of-the-client");
            options.TokenEndpoint = Cloud.TokenEndpoint;
        });
    }

    /// <summary>Counts what is posted, and never runs it.</summary>
    private sealed class StoppedContext : SynchronizationContext
    {
        private int _posts;

        public int Posts => _posts;

        public override void Post(SendOrPostCallback d, object? state) => Interlocked.Increment(ref _posts);

        /// <summary>Starts a call on a thread with this context.</summary>
        public T Run<T>(Func<T> start)
        {
            SynchronizationContext? previous = Current;
            SetSynchronizationContext(this);
            try
            {
                return start();
            }
            finally
            {
                SetSynchronizationContext(previous);
            }
        }
    }
}
