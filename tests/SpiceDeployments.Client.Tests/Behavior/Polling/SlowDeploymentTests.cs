using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Behavior.Telemetry;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>A wait reports once that its deployment lasts longer than a multiple of the median of the app's earlier ones.</summary>
public sealed class SlowDeploymentTests : EmulatorTest
{
    private const double Factor = 1.5;

    private IEnumerable<FakeLogRecord> Warnings => Log.Collector.GetSnapshot().Where(record => record.Level >= LogLevel.Warning);

    [Fact]
    public async Task DeployAsync_LongerThanTheFactor_WarnsOnceAtTheNextPoll()
    {
        CompleteDeployments(60, 20, 40);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200));

        Deployment done = await DeployAsync(CreateSlowClient());

        FakeLogRecord warning = Assert.Single(Warnings);
        Assert.Equal((19, "DeploymentSlow"), (warning.Id.Id, warning.Id.Name));
        Assert.Equal($"Deployment {done.Id} of app 42 is in_progress after 65 s; the median duration of the app's successful deployments is 40 s.", warning.Message);
    }

    [Fact]
    public async Task DeployAsync_LongerThanTheFactor_AddsAnEventToTheWait()
    {
        using var activities = new RecordedActivities();
        CompleteDeployments(60, 20, 40);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200));

        await DeployAsync(CreateSlowClient());

        Assert.Equal(["spice.wait.status_changed", "spice.wait.slow", "spice.wait.status_changed"], activities.Single("spice.wait").Events.Select(e => e.Name));
    }

    [Fact]
    public async Task DeployAsync_LongerThanTheFactor_SendsTheSameRequests()
    {
        IReadOnlyList<double> requests = await DeployAfterAsync(CreateSlowClient());
        IReadOnlyList<double> requestsWithoutAlarm = await DeployAfterAsync(Client);

        Assert.Equal(requestsWithoutAlarm, requests);
    }

    /// <summary>The poll at 65 s comes after 1.5 times 40 s, but the deployment has completed.</summary>
    [Fact]
    public async Task DeployAsync_CompletedAtThePoll_DoesNotWarn()
    {
        CompleteDeployments(60, 20, 40);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(62));

        await DeployAsync(CreateSlowClient());

        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task DeployAsync_AsLongAsTheFactor_DoesNotWarn()
    {
        CompleteDeployments(10, 10, 10);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(16));

        await DeployAsync(CreateSlowClient());

        Assert.Equal([5, 15, 35], GetRequestTimes("GET").Select(time => time - 30));
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task DeployAsync_TwoSucceededDeployments_DoesNotWarn()
    {
        CompleteDeployments(20, 20);
        FailDeployment(20);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200));

        await DeployAsync(CreateSlowClient());

        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task DeployAsync_ShortFailures_AreNotUsual()
    {
        CompleteDeployments(100, 100, 100);
        FailDeployment(2);
        FailDeployment(2);
        FailDeployment(2);
        FailDeployment(2);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(130));

        await DeployAsync(CreateSlowClient());

        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task DeployAsync_NoFactor_DoesNotWarn()
    {
        CompleteDeployments(20, 20, 20);
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200));

        await DeployAsync(Client);

        Assert.Empty(Warnings);
    }

    /// <summary>The age of the deployment counts, not the duration of the wait.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_ResumedWhenSlow_WarnsAtTheFirstPoll()
    {
        CompleteDeployments(20, 20, 20);
        long id = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200))).Id;
        Clock.Advance(TimeSpan.FromSeconds(100));

        await Clock.RunAsync(CreateSlowClient().WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal("100", Assert.Single(Warnings).GetStructuredStateValue("AgeSeconds"));
    }

    [Fact]
    public async Task WaitForCompletionAsync_TwoWaits_EachWarns()
    {
        CompleteDeployments(20, 20, 20);
        long id = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200))).Id;
        DeploymentsClient client = CreateSlowClient();

        await Clock.RunAsync(client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));
        long next = App.StartDeployment(script: new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200))).Id;
        await Clock.RunAsync(client.WaitForCompletionAsync(AppId, next, cancellationToken: CancellationToken));

        Assert.Equal([$"{id}", $"{next}"], Warnings.Select(record => record.GetStructuredStateValue("DeploymentId")));
    }

    private DeploymentsClient CreateSlowClient() => CreateClient(options => options.SlowDeploymentFactor = Factor);

    private Task<Deployment> DeployAsync(DeploymentsClient client) => Clock.RunAsync(client.DeployAsync(AppId, cancellationToken: CancellationToken));

    /// <summary>Returns when the requests of a slow deploy were received, in seconds since its start.</summary>
    private async Task<IReadOnlyList<double>> DeployAfterAsync(DeploymentsClient client)
    {
        CompleteDeployments(20, 20, 20);
        double start = Clock.Elapsed.TotalSeconds;
        App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(200));
        await DeployAsync(client);
        return [.. GetRequestTimes("GET").Where(time => time >= start).Select(time => time - start)];
    }

    private void CompleteDeployments(params int[] seconds)
    {
        foreach (int duration in seconds)
        {
            Complete(new DeploymentScript(), duration);
        }
    }

    private void FailDeployment(int seconds) => Complete(new DeploymentScript().Fails(), seconds);

    private void Complete(DeploymentScript script, int seconds)
    {
        App.StartDeployment(script: script.QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(seconds)));
        Clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
