using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using SpiceDeployments.Client.Internal.Telemetry;
using SpiceDeployments.Client.Tests.Bodies;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Diagnostics;

[Collection(nameof(MeasuredAlone))]
public sealed class NobodyListensTests : EmulatorTest
{
    [Fact]
    public void Diagnostics_NobodyListens_AllocateNothing()
    {
        var deployment = new Deployment { Id = 7, RawStatus = "succeeded" };
        var fault = new InvalidOperationException("broken");
        TellAll(deployment, fault);
        long before = GC.GetAllocatedBytesForCurrentThread();

        TellAll(deployment, fault);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task CreateAsync_NobodyListensToTheClient_EachDecisionIsAnEventOfTheCallersActivity()
    {
        using Activity activity = new Activity("test").Start();
        Cloud.Faults.OnCreate().DropResponse();

        await Clock.RunAsync(Client.CreateAsync(AppId, cancellationToken: TestEnd));

        Assert.Equal(["spice.create.sent", "spice.create.ambiguous", "spice.create.found"], activity.Events.Select(e => e.Name));
    }

    private static void TellAll(Deployment deployment, Exception fault)
    {
        ClientActivity.StartDeploy(42).SetDeployment(deployment);
        ClientActivity.StartCreate(42).SetFault(fault);
        Activity? wait = ClientActivity.StartWait(42, 7);
        wait.AddStatusChange(DeploymentStatus.Queued);
        wait.SetPolls(3);
        ClientMetrics.Polled();
        ClientMetrics.Conflicted();
        ClientMetrics.Reconciled("found");
        ClientMetrics.Retried(HttpMethod.Get, HttpStatusCode.BadGateway, fault: null);
        ClientMetrics.WaitEnded("succeeded", TimeSpan.FromSeconds(5));
        ClientMetrics.EndSeen(TimeSpan.FromSeconds(2), isPredictive: false);
        CreateDecision.Sent(NullLogger.Instance, 42);
        CreateDecision.Created(NullLogger.Instance, 42, 7);
        CreateDecision.Ambiguous(NullLogger.Instance, 42, fault);
        CreateDecision.Found(NullLogger.Instance, 42, 7);
        CreateDecision.SendAgain(NullLogger.Instance, 42, TimeSpan.FromSeconds(1), fault);
    }
}
