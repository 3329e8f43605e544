using System.Globalization;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

public sealed class WaitForCompletionTests : EmulatorTest
{
    [Fact]
    public async Task WaitForCompletionAsync_Succeeded_ReturnsTheDeploymentWithItsDuration()
    {
        long id = App.StartDeployment(script: Script(queued: 5, runs: 120)).Id;

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal((id, DeploymentStatus.Succeeded, "succeeded"), (completed.Id, completed.Status, completed.RawStatus));
        Assert.Equal(TimeSpan.FromSeconds(125), completed.Duration);
    }

    [Fact]
    public async Task WaitForCompletionAsync_Failed_ReturnsTheDeploymentWithItsReason()
    {
        long id = App.StartDeployment(script: Script().Fails("Waiting for a node with enough memory", "insufficient_memory")).Id;

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Failed, completed.Status);
        Assert.Equal(DeploymentFailureReason.InsufficientMemory, completed.FailureReason);
        Assert.Equal("Waiting for a node with enough memory", completed.ErrorMessage);
    }

    [Fact]
    public async Task WaitForCompletionAsync_BlockedWhileInProgress_ContinuesPolling()
    {
        long id = App.StartDeployment(script: Script(runs: 60).ReportsError("insufficient_cpu", "Waiting for CPU")).Id;
        var progress = new RecordedProgress();

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, progress: progress, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Contains(progress.Values, value => value.Deployment.FailureReason is DeploymentFailureReason.InsufficientCpu);
    }

    [Fact]
    public async Task WaitForCompletionAsync_UnknownStatus_ContinuesPollingAndLogsOnce()
    {
        long id = App.StartDeployment(script: Script(runs: 60).ReportsStatus("canary")).Id;

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        string logged = Assert.Single(Log.Collector.GetSnapshot(), record => record.Id.Id is 6).Message;
        Assert.Equal($"Deployment {id} of app 42 has unknown status 'canary'; continuing to poll.", logged);
    }

    [Fact]
    public async Task WaitForCompletionAsync_ListedLate_ContinuesPolling()
    {
        long id = App.StartDeployment(script: Script().VisibilityDelay(TimeSpan.FromSeconds(12))).Id;

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NoSuchDeployment_ThrowsNotFoundAfterTheGracePeriod()
    {
        DeploymentNotFoundException exception = await Assert.ThrowsAsync<DeploymentNotFoundException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 4711, cancellationToken: CancellationToken)));

        Assert.Equal((AppId, 4711L), (exception.AppId, exception.DeploymentId));
        Assert.Equal("App 42 has no deployment 4711: the deployment is neither among the newest 100 nor available by its id.", exception.Message);
        Assert.Equal(TimeSpan.FromSeconds(15), Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NoSuchDeploymentAndEarlyDeadline_ThrowsNotFoundAtDeadline()
    {
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(8) };

        await Assert.ThrowsAsync<DeploymentNotFoundException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 4711, polling, cancellationToken: CancellationToken)));

        Assert.Equal(TimeSpan.FromSeconds(8), Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NoSuchApp_ThrowsAtOnce()
    {
        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(999, 1, cancellationToken: CancellationToken)));

        Assert.Equal("GET /v1/apps/999/deployments returned 404 (Not Found): App with ID 999 not found.", exception.Message);
        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TokenRevoked_ThrowsAtOnce()
    {
        long id = App.StartDeployment().Id;
        Task<Deployment> waiting = Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);
        await Clock.RunUntilAsync(TimeSpan.FromSeconds(14), waiting);

        Cloud.RevokeToken(Cloud.AccessToken);

        await Assert.ThrowsAsync<SpiceAuthenticationException>(() => Clock.RunAsync(waiting));
        Assert.Equal(TimeSpan.FromSeconds(15), Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_MissingScope_ThrowsAtOnceWithTheScope()
    {
        long id = App.StartDeployment().Id;
        using DeploymentsClient client = CreateClient(options => options.AccessToken = Cloud.IssueToken(SpiceScopes.AppsRead));

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(
            () => Clock.RunAsync(client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken)));

        Assert.Equal("deployments:read", exception.RequiredScope);
        Assert.Equal(TimeSpan.Zero, Clock.Elapsed);
    }

    [Fact]
    public async Task WaitForCompletionAsync_DecimalCommaCulture_FormatsTimeoutInvariantly()
    {
        CultureInfo.CurrentCulture = Cultures.WithDecimalComma;
        long id = App.StartDeployment(script: new DeploymentScript().NeverCompletes()).Id;
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(1.5) };

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, polling, cancellationToken: CancellationToken)));

        Assert.Contains("did not complete within 1.5 s:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TimeoutElapses_ThrowsWithTheLastDeployment()
    {
        long id = App.StartDeployment(script: new DeploymentScript().NeverCompletes()).Id;
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(20) };

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, polling, cancellationToken: CancellationToken)));

        Assert.Equal(DeploymentStatus.InProgress, exception.Deployment?.Status);
        Assert.Equal((TimeSpan.FromSeconds(20), 4), (exception.Elapsed, exception.PollCount));
        Assert.Equal(
            $"Deployment {id} of app 42 did not complete within 20 s: its last status was 'in_progress' after 4 polls. "
            + "The deployment continues and may still succeed; wait for it again with the same ids.",
            exception.Message);
        Assert.Null(exception.InnerException);
    }

    [Fact]
    public async Task WaitForCompletionAsync_AfterTimeout_ResumesWithTheIds()
    {
        long id = App.StartDeployment(script: Script(runs: 60)).Id;
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(20) };
        await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, polling, cancellationToken: CancellationToken)));

        using DeploymentsClient anotherProcess = CreateClient();
        Deployment completed = await Clock.RunAsync(anotherProcess.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NotAmongNewest20_IsFoundAmongNewest100()
    {
        long id = App.StartDeployment().Id;
        Clock.Advance(TimeSpan.FromHours(1));
        CompleteDeployments(20);

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Equal(["?limit=20", "?limit=100"], Cloud.Requests.Select(request => request.Query));
    }

    [Fact]
    public async Task WaitForCompletionAsync_AmongNewest20_RequestsNoMore()
    {
        CompleteDeployments(25);

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, App.Deployments[0].Id, cancellationToken: CancellationToken));

        Assert.Equal(["?limit=20"], Cloud.Requests.Select(request => request.Query));
    }

    [Fact]
    public async Task WaitForCompletionAsync_NotInShortList_IsRequestedById()
    {
        CompleteDeployments(19);

        await Assert.ThrowsAsync<DeploymentNotFoundException>(() => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 999, cancellationToken: CancellationToken)));

        Assert.Equal(["?limit=20", ""], Cloud.Requests.Select(request => request.Query).Distinct());
    }

    [Fact]
    public async Task WaitForCompletionAsync_NotAmongNewest100_IsFoundById()
    {
        long id = App.StartDeployment().Id;
        Clock.Advance(TimeSpan.FromHours(1));
        CompleteDeployments(100);

        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        Assert.Equal($"/v1/apps/42/deployments/{id}", Cloud.Requests[^1].Path);
    }

    private static DeploymentScript Script(double queued = 5, double runs = 25) =>
        new DeploymentScript().QueuedFor(TimeSpan.FromSeconds(queued)).RunsFor(TimeSpan.FromSeconds(runs));

    private void CompleteDeployments(int count)
    {
        for (int i = 0; i < count; i++)
        {
            App.StartDeployment().CompleteSuccessfully();
            Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
