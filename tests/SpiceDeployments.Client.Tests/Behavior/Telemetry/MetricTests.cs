using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

[Collection(nameof(NonParallelCollection))]
public sealed class MetricTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_Success_RecordsDurationPollsAndLag()
    {
        using var metrics = new RecordedMetrics();
        App.ScriptNextDeployment().QueuedFor(TimeSpan.FromSeconds(2)).RunsFor(TimeSpan.FromSeconds(10));

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(["spice.wait.outcome=succeeded"], metrics.Get("spice.client.wait.duration").Select(measurement => measurement.Tags));
        Assert.Equal([(15, "spice.wait.outcome=succeeded")], metrics.Get("spice.client.wait.duration"));
        Assert.Equal([(3, "spice.wait.schedule=exponential")], metrics.Get("spice.client.wait.lag"));
        Assert.Equal([(1, ""), (1, "")], metrics.Get("spice.client.polls"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_OtherOutcomes_AreRecorded()
    {
        using var metrics = new RecordedMetrics();
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        long superseded = App.StartDeployment().Id;
        long stuck = App.StartDeployment(script: new DeploymentScript().NeverCompletes()).Id;

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, superseded, cancellationToken: CancellationToken));
        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, stuck, cancellationToken: CancellationToken)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.WaitForCompletionAsync(AppId, stuck, cancellationToken: caller.Token));
        await Assert.ThrowsAsync<DeploymentNotFoundException>(() => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, 7, cancellationToken: CancellationToken)));

        Assert.Equal(
            ["spice.wait.outcome=superseded", "spice.wait.outcome=timed_out", "spice.wait.outcome=canceled", "spice.wait.outcome=error"],
            metrics.Get("spice.client.wait.duration").Select(measurement => measurement.Tags));
    }

    [Fact]
    public async Task WaitForCompletionAsync_TwoWaits_AreActiveUntilTheyEnd()
    {
        using var metrics = new RecordedMetrics();
        using var caller = new CancellationTokenSource();
        long id = App.StartDeployment(script: new DeploymentScript().NeverCompletes()).Id;
        Task<Deployment> timedOut = Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken);
        Task<Deployment> canceled = Client.WaitForCompletionAsync(AppId, id, cancellationToken: caller.Token);

        Assert.Equal([(1, ""), (1, "")], metrics.Get("spice.client.waits.active"));

        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        Assert.Equal([(1, ""), (1, ""), (-1, "")], metrics.Get("spice.client.waits.active"));

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(timedOut));
        Assert.Equal([(1, ""), (1, ""), (-1, ""), (-1, "")], metrics.Get("spice.client.waits.active"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_Completed_IsNoLongerActive()
    {
        using var metrics = new RecordedMetrics();

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, App.StartDeployment().Id, cancellationToken: CancellationToken));

        Assert.Equal([(1, ""), (-1, "")], metrics.Get("spice.client.waits.active"));
    }

    [Fact]
    public async Task DeployAsync_SlowDeployment_IsCountedOnce()
    {
        using var metrics = new RecordedMetrics();
        using DeploymentsClient client = CreateClient(options => options.SlowDeploymentFactor = 2);
        for (int i = 0; i < 3; i++)
        {
            App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(10)));
            Clock.Advance(TimeSpan.FromSeconds(10));
        }

        App.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(200));

        await Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal([(1, "")], metrics.Get("spice.client.waits.slow"));
    }

    [Fact]
    public async Task DeployAsync_DeploymentFails_RecordsFailed()
    {
        using var metrics = new RecordedMetrics();
        App.ScriptNextDeployment().Fails();

        await Assert.ThrowsAsync<DeploymentFailedException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(["spice.wait.outcome=failed"], metrics.Get("spice.client.wait.duration").Select(measurement => measurement.Tags));
    }

    [Fact]
    public async Task DeployAsync_AnotherIsActive_CountsConflicts()
    {
        using var metrics = new RecordedMetrics();
        App.StartDeployment();

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.NotEmpty(metrics.Get("spice.client.conflicts"));
        Assert.Equal(Cloud.Requests.Count(request => request.StatusCode is 409), metrics.Get("spice.client.conflicts").Count);
    }

    [Fact]
    public async Task CreateAsync_LostResponses_CountsReconciliations()
    {
        using var metrics = new RecordedMetrics();
        Cloud.Faults.OnCreate().ResetConnection();
        Cloud.Faults.OnCreate().DropResponse();

        await Clock.RunAsync(Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitSha = "9f2c4e7" }, cancellationToken: CancellationToken));

        Assert.Equal(
            [(1, "spice.create.reconciliation.result=not_found"), (1, "spice.create.reconciliation.result=found")], metrics.Get("spice.client.reconciliations"));
    }

    [Fact]
    public async Task CreateAsync_Inconclusive_CountsTheReconciliation()
    {
        using var metrics = new RecordedMetrics();
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Always().RespondWithHtml(503);

        await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal([(1, "spice.create.reconciliation.result=inconclusive")], metrics.Get("spice.client.reconciliations"));
    }

    [Fact]
    public async Task ListAsync_TransientErrors_CountsRetriesByCause()
    {
        using var metrics = new RecordedMetrics();
        Cloud.Faults.OnList().RespondWithHtml(503);
        Cloud.Faults.OnList().ResetConnection();

        await Clock.RunAsync(Client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(
            [(1, "http.request.method=GET, http.response.status_code=503"), (1, "http.request.method=GET, error.type=System.Net.Http.HttpRequestException")],
            metrics.Get("spice.client.retries"));
    }

    [Fact]
    public async Task CreateAsync_SecondDeploymentOfAnIntent_IsCounted()
    {
        using var metrics = new RecordedMetrics();
        DeploymentIntent intent = await Client.PrepareAsync(AppId, cancellationToken: CancellationToken);
        await Client.CreateAsync(intent, cancellationToken: CancellationToken);
        App.Deployments[0].CompleteSuccessfully();
        await Client.CreateAsync(AppId, intent.Request, cancellationToken: CancellationToken);

        await Client.CreateAsync(intent, cancellationToken: CancellationToken);

        Assert.Equal([(1, "")], metrics.Get("spice.client.duplicates"));
    }
}
