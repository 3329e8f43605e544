using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

public sealed class CancellationTests : EmulatorTest
{
    [Fact]
    public async Task WaitForCompletionAsync_CanceledDuringDelay_ThrowsAtOnceWithTheCallersToken()
    {
        using var caller = new CancellationTokenSource();
        long id = App.StartDeployment().Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(11), waiting);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(caller.Token, exception.CancellationToken);
        Assert.Equal(TimeSpan.FromSeconds(11), Clock.Elapsed);
        Assert.Equal([0, 5], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_CanceledDuringPoll_ThrowsWithTheCallersToken()
    {
        using var caller = new CancellationTokenSource();
        Cloud.Faults.OnList().HangBeforeProcessing();
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, 1, cancellationToken: caller.Token);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    /// <summary>Polly then returns the last outcome, as if the timeout had elapsed.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_CanceledBetweenPollAndDelay_ThrowsOperationCanceled()
    {
        using var caller = new CancellationTokenSource();
        var options = new DeploymentsClientOptions { BaseAddress = Cloud.BaseAddress, AccessToken = Cloud.AccessToken, AttemptTimeout = SteppingTimeProvider.AttemptTimeout, TimeProvider = Clock };
        options.LoggerFactory = new SingleLoggerFactory(new CancelingLogger(caller, LogLevel.Warning)); // The client logs a warning about the status during the poll.
        using var client = new DeploymentsClient(options);
        long id = App.StartDeployment(script: new Testing.DeploymentScript().QueuedFor(TimeSpan.Zero).ReportsStatus("paused")).Id;

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Clock.RunAsync(client.WaitForCompletionAsync(AppId, id, cancellationToken: caller.Token)));

        Assert.Equal(caller.Token, exception.CancellationToken);
        Assert.Equal([0], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_CanceledRightAfterCreate_ReportsTheDeployment()
    {
        using var caller = new CancellationTokenSource();
        var options = new DeploymentsClientOptions { BaseAddress = Cloud.BaseAddress, AccessToken = Cloud.AccessToken, AttemptTimeout = SteppingTimeProvider.AttemptTimeout, TimeProvider = Clock };
        options.LoggerFactory = new SingleLoggerFactory(new CancelingLogger(caller, LogLevel.Information)); // The client logs the new deployment.
        using var client = new DeploymentsClient(options);
        var progress = new RecordedProgress();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Clock.RunAsync(client.DeployAsync(AppId, progress: progress, cancellationToken: caller.Token)));

        DeploymentProgress last = Assert.Single(progress.Values);
        Assert.Equal((Assert.Single(App.Deployments).Id, 0, null), (last.Deployment.Id, last.PollCount, last.NextPollDelay));
    }

    [Fact]
    public async Task WaitForCompletionAsync_CanceledDuringDelay_LaterPollsAreNotCoalesced()
    {
        using var caller = new CancellationTokenSource();
        long id = App.StartDeployment().Id;
        Task<Deployment> canceled = Client.WaitForCompletionAsync(AppId, id, cancellationToken: caller.Token);
        await Clock.DelayStartedAsync();
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        Clock.Advance(TimeSpan.FromSeconds(0.5));

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal([0, 0.5, 5.5, 15.5, 35.5], GetRequestTimes("GET"));
    }

    [Fact]
    public async Task DeployAsync_CanceledDuringWait_DeploymentContinues()
    {
        using var caller = new CancellationTokenSource();
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(7), deploying);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("succeeded", Assert.Single(App.Deployments).Status);
    }

    [Fact]
    public async Task DeployAsync_CanceledDuringConflict_CreatesNothing()
    {
        using var caller = new CancellationTokenSource();
        App.StartDeployment(script: new Testing.DeploymentScript().NeverCompletes());
        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(30), deploying);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);
        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task EveryOperation_TokenAlreadyCanceled_SendsNothing()
    {
        foreach (string operation in Operations.All)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Operations.RunAsync(operation, Client, AppId, deploymentId: 1, new CancellationToken(canceled: true)));
        }

        Assert.Empty(Cloud.Requests);
    }

    /// <summary>Cancels a token when a message of a level is logged.</summary>
    private sealed class CancelingLogger(CancellationTokenSource caller, LogLevel level) : ILogger<DeploymentsClient>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == level;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => caller.Cancel();
    }
}
