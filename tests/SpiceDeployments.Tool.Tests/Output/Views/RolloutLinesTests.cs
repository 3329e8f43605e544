using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output.Views;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Views;

public sealed class RolloutLinesTests
{
    /// <summary>The wait for a rollout may begin after its first deployment: in another process, or on a slow machine.</summary>
    [Fact]
    public async Task Report_RolloutHasBegunBefore_WritesTheAppsInFlight()
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.AddApp(77);
        var request = new RolloutRequest { Targets = [new RolloutTarget { AppId = 42, Name = "orders" }, new RolloutTarget { AppId = 77 }], WaveSizes = [1] };
        Rollout begun = (await RolloutReports.CollectAsync(session, request)).First(rollout => rollout.Count(RolloutTargetStatus.Deploying) is 1);
        var output = new StringWriter { NewLine = "\n" };
        await using var lines = new RolloutLines(output);

        lines.Report(new RolloutProgress { Rollout = begun });

        Assert.Equal("              Continuing: 1 Pending, 1 Deploying\n              orders: Deploying 1001\n", output.ToString());
    }
}
