using System.Diagnostics;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

public sealed class ActivityTests : EmulatorTest
{
    [Fact]
    public async Task DeployAsync_Success_HasSpansForDeployCreateAndWait()
    {
        using var activities = new RecordedActivities();
        Deployment done = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Activity deploy = activities.Single("spice.deploy");
        Activity create = activities.Single("spice.create");
        Activity wait = activities.Single("spice.wait");
        Assert.Equal((deploy.SpanId, deploy.SpanId), (create.ParentSpanId, wait.ParentSpanId));
        Assert.Equal([AppId, done.Id, "succeeded"], GetTags(deploy, "spice.app.id", "spice.deployment.id", "spice.deployment.status"));
        Assert.Equal([AppId, done.Id, "queued"], GetTags(create, "spice.app.id", "spice.deployment.id", "spice.deployment.status"));
        Assert.Equal([AppId, done.Id, "succeeded", 3], GetTags(wait, "spice.app.id", "spice.deployment.id", "spice.deployment.status", "spice.wait.poll_count"));
        Assert.All(activities.All, activity => Assert.Equal(ActivityStatusCode.Unset, activity.Status));
    }

    [Fact]
    public async Task WaitForCompletionAsync_EachStatus_IsAnEventOfTheWait()
    {
        using var activities = new RecordedActivities();
        long id = App.StartDeployment().Id;

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        ActivityEvent[] events = [.. activities.Single("spice.wait").Events];
        Assert.All(events, e => Assert.Equal("spice.wait.status_changed", e.Name));
        Assert.Equal(["queued", "in_progress", "succeeded"], events.Select(e => e.Tags.Single(tag => tag.Key == "spice.deployment.status").Value));
    }

    [Fact]
    public async Task CreateAsync_LostResponses_EachStepIsAnEventOfTheCreate()
    {
        using var activities = new RecordedActivities();
        Cloud.Faults.OnCreate().ResetConnection();
        Cloud.Faults.OnCreate().DropResponse();

        await Clock.RunAsync(Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitSha = "9f2c4e7" }, cancellationToken: CancellationToken));

        Assert.Equal(
            [
                "spice.create.sending", "spice.create.indeterminate", "spice.create.not_found", "spice.create.resending",
                "spice.create.sending", "spice.create.indeterminate", "spice.create.found",
            ],
            activities.Single("spice.create").Events.Select(e => e.Name));
    }

    [Fact]
    public async Task DeployAsync_Conflict_HasOneSpanForTheCreate()
    {
        using var activities = new RecordedActivities();
        App.StartDeployment();

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Activity create = activities.Single("spice.create");
        string[] events = [.. create.Events.Select(item => item.Name)];
        Assert.Contains("spice.create.conflict", events);
        Assert.Equal(events.Count(name => name is "spice.create.conflict") + 1, events.Count(name => name is "spice.create.sending"));
        Assert.Equal("spice.create.created", events[^1]);
        Assert.Equal(ActivityStatusCode.Unset, create.Status);
    }

    [Fact]
    public async Task DeployAsync_DeploymentFails_IsAnErrorOfTheDeployOnly()
    {
        using var activities = new RecordedActivities();
        App.ScriptNextDeployment().Fails("Failed to pull container image");

        await Assert.ThrowsAsync<DeploymentFailedException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Activity deploy = activities.Single("spice.deploy");
        Assert.Equal((ActivityStatusCode.Error, "Deployment 1001 failed: Failed to pull container image"), (deploy.Status, deploy.StatusDescription));
        Assert.Equal(["failed", "SpiceDeployments.Client.DeploymentFailedException"], GetTags(deploy, "spice.deployment.status", "error.type"));
        Assert.Equal(ActivityStatusCode.Unset, activities.Single("spice.wait").Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TimedOut_IsAnErrorOfTheWait()
    {
        using var activities = new RecordedActivities();
        long id = App.StartDeployment(script: new Testing.DeploymentScript().NeverCompletes()).Id;

        await Assert.ThrowsAsync<DeploymentTimeoutException>(() => Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken)));

        Activity wait = activities.Single("spice.wait");
        Assert.Equal(ActivityStatusCode.Error, wait.Status);
        Assert.Equal(["SpiceDeployments.Client.DeploymentTimeoutException"], GetTags(wait, "error.type"));
    }

    [Fact]
    public async Task CreateAsync_Inconclusive_HasAnEvent()
    {
        using var activities = new RecordedActivities();
        Cloud.Faults.OnCreate().DropResponse();
        Cloud.Faults.OnList().Always().RespondWithHtml(503);

        await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal(
            ["spice.create.sending", "spice.create.indeterminate", "spice.create.inconclusive"], activities.Single("spice.create").Events.Select(e => e.Name));
    }

    [Fact]
    public async Task DeployAsync_Called_LeavesTheCallersActivityCurrent()
    {
        using var activities = new RecordedActivities();
        Activity? before = Activity.Current;

        Task<Deployment> deploying = Client.DeployAsync(AppId, cancellationToken: CancellationToken);

        Assert.Same(before, Activity.Current);
        await Clock.RunAsync(deploying);
    }

    private static IEnumerable<object?> GetTags(Activity activity, params string[] names) => names.Select(activity.GetTagItem);
}
