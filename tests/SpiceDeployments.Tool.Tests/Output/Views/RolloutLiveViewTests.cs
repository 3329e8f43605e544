using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Output.Views;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Views;

public sealed partial class RolloutLiveViewTests
{
    private static readonly string LongName = $"recommendations-{new string('x', 40)}";

    [Fact]
    public async Task Draw_WideTerminal_HasAllColumns()
    {
        string drawn = await DrawAsync(width: 120, await RunAsync(), rollout => rollout.Count(RolloutTargetStatus.Failed) is 1 && rollout.Count(RolloutTargetStatus.Deploying) is 1);

        Assert.Equal(
            """
            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
            InProgress, wave 2 of 3, T
            1 Pending, 1 Deploying, 1 Succeeded, 1 Failed
              Wave  App  Status  Deployment  Time
            ✓ 1  orders  Succeeded  1001  T
            ✗ 2  billing  Failed  1002  T
            ⠋ 2  recommendations-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  Deploying  1003  T
            ∙ 3  app 99  Pending
            billing: Deployment 1002 failed: Failed to pull container image 'registry.example/billing:2.4.0': manifest unknown
            """.ReplaceLineEndings("\n"),
            drawn);
    }

    [Fact]
    public async Task Draw_NarrowTerminal_LeavesOutColumnsAndCutsNames()
    {
        string drawn = await DrawAsync(width: 60, await RunAsync(), rollout => rollout.Count(RolloutTargetStatus.Failed) is 1 && rollout.Count(RolloutTargetStatus.Deploying) is 1);

        Assert.Equal(
            """
            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
            InProgress, wave 2 of 3, T
            1 Pending, 1 Deploying, 1 Succeeded, 1 Failed
              App  Status  Time
            ✓ orders  Succeeded  T
            ✗ billing  Failed  T
            ⠋ recommendations-xxxxxxxxxxxxxxx…  Deploying  T
            ∙ app 99  Pending
            billing: Deployment 1002 failed: Failed to pull container i…
            """.ReplaceLineEndings("\n"),
            drawn);
    }

    [Fact]
    public async Task Draw_WaveThatBakes_ShowsIt()
    {
        string drawn = await DrawAsync(width: 60, await RunAsync(), rollout => rollout.Status is RolloutStatus.InProgress && rollout.PassedWaves is 0 && rollout.Count(RolloutTargetStatus.Succeeded) is 1);

        Assert.Contains("InProgress, wave 1 of 3 bakes, T", drawn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_MoreAppsThanLines_ShowsFailuresThenAppsInFlightAndCountsTheRest()
    {
        IReadOnlyList<Rollout> rollouts = await RunAsync(otherApps: 20);

        string drawn = await DrawAsync(width: 60, rollouts, rollout => rollout.Count(RolloutTargetStatus.Failed) is 1 && rollout.Count(RolloutTargetStatus.Deploying) is 1, height: 12);

        string[] lines = drawn.Split('\n');
        Assert.Equal(11, lines.Length); // The cursor is in the last one.
        Assert.Equal(
            ["✓ orders", "✗ billing", "⠋ recommendations-xxxxxxxxxxxxxxx…", "∙ app 99", "∙ app 100"],
            lines[4..9].Select(line => line.Split("  ")[0]));
        Assert.Equal("  and 18 Pending", lines[9]);
    }

    [Fact]
    public async Task DrawLast_CompletedRollout_IsEmpty()
    {
        IReadOnlyList<Rollout> rollouts = await RunAsync();
        await using RolloutLiveView view = CreateView(new TestTerminal(60), rollouts[^1]);

        Assert.Equal("", DrawingText.Render(view.DrawLast(Marks.Of(new TestTerminal(60).Console)), 60));
    }

    [Fact]
    public async Task DrawLast_InterruptedRollout_LeavesTheApps()
    {
        Rollout rollout = (await RunAsync()).First(rollout => rollout.Count(RolloutTargetStatus.Deploying) is 1);
        var terminal = new TestTerminal(60);

        await CreateView(terminal, rollout).DisposeAsync();

        Assert.Contains("∙ orders", terminal.Text, StringComparison.Ordinal);
        Assert.True(terminal.IsCursorVisible);
    }

    private static RolloutLiveView CreateView(TestTerminal terminal, Rollout rollout)
    {
        var view = new RolloutLiveView(terminal.Console, new FakeTimeProvider(rollout.CreatedAt + TimeSpan.FromMinutes(5)));
        view.Report(new RolloutProgress { Rollout = rollout });
        return view;
    }

    /// <summary>Draws the first state that fulfills a condition. Times are replaced by T, and columns are separated by two spaces.</summary>
    private static async Task<string> DrawAsync(int width, IReadOnlyList<Rollout> rollouts, Predicate<Rollout> condition, int height = 24)
    {
        var terminal = new TestTerminal(width, height);
        await using RolloutLiveView view = CreateView(terminal, rollouts.First(rollout => condition(rollout)));
        string drawn = DrawingText.Render(view.Draw(Marks.Of(terminal.Console).At(0)), width);
        return Gap().Replace(Time().Replace(drawn, "T"), "  ");
    }

    /// <summary>Runs a rollout of which the second app fails before the third one is deployed, and returns its states.</summary>
    private static async Task<IReadOnlyList<Rollout>> RunAsync(int otherApps = 1)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        session.Cloud.AddApp(77).WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.FromSeconds(1)).Fails("Failed to pull container image 'registry.example/billing:2.4.0': manifest unknown"));
        session.Cloud.AddApp(78).WithDefaultScript(new DeploymentScript().NeverCompletes());
        RolloutTarget[] rest = [.. Enumerable.Range(99, otherApps).Select(id => new RolloutTarget { AppId = id })];
        Assert.All(rest, target => session.Cloud.AddApp(target.AppId));
        return await RolloutReports.CollectAsync(session, new RolloutRequest
        {
            Targets = [new RolloutTarget { AppId = 42, Name = "orders" }, new RolloutTarget { AppId = 77, Name = "billing" }, new RolloutTarget { AppId = 78, Name = LongName }, .. rest],
            WaveSizes = [1, 2],
            MaxConcurrency = 1, // Otherwise, the apps of a wave race.
            FailureTolerance = 1,
            BakeTime = TimeSpan.FromSeconds(30),
        });
    }

    [GeneratedRegex(@"\d+\.\d s|\d+ min \d\d s", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@" {2,}", RegexOptions.NonBacktracking)]
    private static partial Regex Gap();
}
