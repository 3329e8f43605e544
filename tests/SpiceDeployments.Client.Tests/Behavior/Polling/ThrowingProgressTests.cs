using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>An <see cref="IProgress{T}"/> that throws does not change the outcome of the call.</summary>
public sealed class ThrowingProgressTests : EmulatorTest
{
    /// <summary>The reports of a deploy of 35 seconds: created, two polls, and the end.</summary>
    private const int ReportCount = 4;

    public static TheoryData<int, Type> Throws => new MatrixTheoryData<int, Type>(
        [0, 1, 2, ReportCount - 1], [typeof(IOException), typeof(OperationCanceledException), typeof(TaskCanceledException), typeof(SpiceApiException)]);

    [Theory]
    [MemberData(nameof(Throws))]
    public async Task DeployAsync_ProgressThrows_ReturnsTheDeployment(int index, Type type)
    {
        var progress = new ThrowingProgress(type, count => count == index);

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, progress: progress, cancellationToken: CancellationToken));

        Assert.Equal((DeploymentStatus.Succeeded, ReportCount), (completed.Status, progress.Count));
        AssertLoggedOnce(type);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task WaitForCompletionAsync_ProgressThrowsEachTime_ReturnsTheDeploymentAndLogsOnce(Type type)
    {
        long id = App.StartDeployment().Id;
        var progress = new ThrowingProgress(type, _ => true);

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, progress: progress, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.True(progress.Count > 2);
        AssertLoggedOnce(type);
    }

    [Fact]
    public async Task DeployAsync_DeploymentFailsAndProgressThrows_ThrowsFailed()
    {
        App.ScriptNextDeployment().Fails();

        await Assert.ThrowsAsync<DeploymentFailedException>(() => DeployAsync(new ThrowingProgress(typeof(IOException), _ => true)));
    }

    [Fact]
    public async Task DeployAsync_TimeoutElapsesAndProgressThrows_ThrowsTimeout()
    {
        App.ScriptNextDeployment().NeverCompletes();

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => DeployAsync(new ThrowingProgress(typeof(IOException), _ => true)));
    }

    [Fact]
    public async Task DeployAsync_CallerCancelsAndProgressThrows_ThrowsWithTheCallersToken()
    {
        using var caller = new CancellationTokenSource();
        Task<Deployment> deploying = Client.DeployAsync(AppId, progress: new ThrowingProgress(typeof(OperationCanceledException), _ => true), cancellationToken: caller.Token);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(7), deploying);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => deploying);
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task DeployAsync_ProgressThrowsDuringConflict_WaitsAndCreates(Type type)
    {
        App.StartDeployment();
        var progress = new ThrowingProgress(type, _ => true);

        Deployment completed = await DeployAsync(progress);

        Assert.Equal((DeploymentStatus.Succeeded, 2), (completed.Status, App.Deployments.Count));
        AssertLoggedOnce(type);
    }

    [Fact]
    public async Task DeployAsync_ConflictTimeoutElapsesAndProgressThrows_ThrowsTheConflict()
    {
        App.StartDeployment(script: new DeploymentScript().NeverCompletes());

        await Assert.ThrowsAsync<DeploymentConflictException>(() => DeployAsync(new ThrowingProgress(typeof(IOException), _ => true)));
    }

    [Fact]
    public async Task DeployAsync_LostResponseAndProgressThrows_FindsTheDeployment()
    {
        Cloud.Faults.OnCreate().DropResponse();

        Deployment completed = await DeployAsync(new ThrowingProgress(typeof(IOException), _ => true));

        Assert.Equal(Assert.Single(App.Deployments).Id, completed.Id);
    }

    private Task<Deployment> DeployAsync(IProgress<DeploymentProgress> progress) =>
        Clock.RunAsync(Client.DeployAsync(AppId, new CreateDeploymentRequest { CommitMessage = "Build 7" }, progress: progress, cancellationToken: CancellationToken));

    private void AssertLoggedOnce(Type type)
    {
        FakeLogRecord logged = Assert.Single(Log.Collector.GetSnapshot(), record => record.Id.Name == "ProgressFailed");
        Assert.Equal(
            (LogLevel.Warning, "The IProgress<DeploymentProgress> of the caller threw an exception while app 42 was deployed; further exceptions of this call are not logged."),
            (logged.Level, logged.Message));
        Assert.IsType(type, logged.Exception);
    }

    /// <summary>Throws an exception of a type at the reports that a function selects by their number, from 0.</summary>
    private sealed class ThrowingProgress(Type type, Func<int, bool> throws) : IProgress<DeploymentProgress>
    {
        public int Count { get; private set; }

        public void Report(DeploymentProgress value)
        {
            if (throws(Count++))
            {
                throw (Exception)Activator.CreateInstance(type)!;
            }
        }
    }
}
