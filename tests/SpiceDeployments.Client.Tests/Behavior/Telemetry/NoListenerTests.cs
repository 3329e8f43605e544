using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Internal.Telemetry;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

[Collection(nameof(NonParallelCollection))]
public sealed class NoListenerTests : EmulatorTest
{
    [Fact]
    public void Telemetry_NoListener_AllocatesNothing()
    {
        var deployment = new Deployment { Id = 7, RawStatus = "succeeded" };
        var exception = new InvalidOperationException("broken");
        ReportAll(deployment, exception);
        long before = GC.GetAllocatedBytesForCurrentThread();

        ReportAll(deployment, exception);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task CreateAsync_NoListener_AddsEventsToTheCallersActivity()
    {
        using Activity activity = new Activity("test").Start();
        Cloud.Faults.OnCreate().DropResponse();

        await Clock.RunAsync(Client.CreateAsync(AppId, new CreateDeploymentRequest { CommitSha = "9f2c4e7" }, cancellationToken: CancellationToken));

        Assert.Equal(["spice.create.sending", "spice.create.indeterminate", "spice.create.found"], activity.Events.Select(e => e.Name));
    }

    private static void ReportAll(Deployment deployment, Exception exception)
    {
        ClientActivity.StartDeploy(42).SetDeployment(deployment);
        ClientActivity.StartCreate(42).SetException(exception);
        Activity? wait = ClientActivity.StartWait(42, 7);
        wait.AddStatusChange(DeploymentStatus.Queued);
        wait.AddSlowWait();
        wait.SetPollCount(3);
        ClientMetrics.RecordWaitStart();
        ClientMetrics.RecordPoll();
        ClientMetrics.RecordConflict();
        ClientMetrics.RecordReconciliation("found");
        ClientMetrics.RecordRetry(HttpMethod.Get, HttpStatusCode.BadGateway, exception: null);
        ClientMetrics.RecordWait(DeploymentStatus.Succeeded, TimeSpan.FromSeconds(5));
        ClientMetrics.RecordCompletionLag(TimeSpan.FromSeconds(2), PollingSchedule.Exponential);
        ClientMetrics.RecordSlowWait();
        ClientMetrics.RecordWaitEnd();
        CreateTelemetry.Sending(NullLogger.Instance, 42);
        CreateTelemetry.Created(NullLogger.Instance, 42, 7);
        CreateTelemetry.Indeterminate(NullLogger.Instance, 42, exception);
        CreateTelemetry.Found(NullLogger.Instance, 42, 7);
        CreateTelemetry.Resending(NullLogger.Instance, 42, TimeSpan.FromSeconds(1), exception);
    }
}
