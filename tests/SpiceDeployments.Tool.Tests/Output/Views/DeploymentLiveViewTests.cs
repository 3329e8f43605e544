using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using SpiceDeployments.Client;
using SpiceDeployments.Tool.Output.Views;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output.Views;

public sealed class DeploymentLiveViewTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TestTerminal _terminal = new(width: 60);

    [Fact]
    public async Task Draw_BeforeTheFirstReport_ShowsTheTime()
    {
        await using var view = new DeploymentLiveView(_terminal.Console, _clock);

        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal("  1.5 s in all, waiting for a response", Draw(view));
    }

    [Theory]
    [InlineData(DeploymentStage.WaitingForActiveDeployment, "Waiting for another deployment.")]
    [InlineData(DeploymentStage.WaitingToResend, "Sending the create request again.")]
    [InlineData(DeploymentStage.Reconciling, "The response to the create request was lost.      2.0 s\n  Checking whether a deployment was created.")]
    [InlineData(DeploymentStage.WaitingForEarlierRequest, "Waiting until no earlier request can create a     2.0 s\n  deployment.")]
    [InlineData(DeploymentStage.Preparing, "Preparing the intent again.")]
    [InlineData(DeploymentStage.Sending, "Creating the deployment.")]
    public async Task Draw_StageBeforeTheDeployment_ShowsTheStage(DeploymentStage stage, string expected)
    {
        await using var view = new DeploymentLiveView(_terminal.Console, _clock);

        view.Report(new DeploymentProgress { Stage = stage, Deployment = new Deployment(), Elapsed = TimeSpan.FromSeconds(3), NextPollDelay = TimeSpan.FromSeconds(5) });
        _clock.Advance(TimeSpan.FromSeconds(2));

        string step = expected.Contains('\n', StringComparison.Ordinal) ? expected : $"{expected}  2.0 s";
        Assert.Equal($"⠋ {step}\n  5.0 s in all, next request in 3.0 s", Draw(view));
    }

    [Fact]
    public async Task Draw_DeployWithAConflict_ShowsEachStepWithItsTime()
    {
        await using var view = new DeploymentLiveView(_terminal.Console, _clock);

        ReportConflict(view);

        Assert.Equal(
            """
            ✓ Waiting for deployment 1001, which is            18.0 s
              in_progress.
            ✓ Deployment 1002 is queued.                        5.2 s
            ⠋ Deployment 1002 is in_progress.                   2.5 s
              25.7 s in all, 2 polls, next request in 7.5 s
            """.ReplaceLineEndings("\n"),
            Draw(view));
    }

    [Theory]
    [InlineData("succeeded", "✓")]
    [InlineData("failed", "✗")]
    [InlineData("in_progress", "∙")]
    public async Task DrawLast_AfterTheEnd_MarksTheLastStepByTheOutcome(string status, string mark)
    {
        await using var view = new DeploymentLiveView(_terminal.Console, _clock);
        ReportConflict(view);

        view.Report(new DeploymentProgress { Stage = DeploymentStage.Ended, Deployment = Create(1002, status), Elapsed = TimeSpan.FromSeconds(33.2), PollCount = 3 });
        _clock.Advance(TimeSpan.FromSeconds(10));

        string[] lines = DrawingText.Render(view.DrawLast(Marks.Of(_terminal.Console)), 60).Split('\n');
        Assert.Equal($"{mark} Deployment 1002 is in_progress.                  10.0 s", lines[^1]);
    }

    [Fact]
    public async Task DrawLast_WaitForACompletedDeployment_IsEmpty()
    {
        await using var view = new DeploymentLiveView(_terminal.Console, _clock);

        view.Report(new DeploymentProgress { Stage = DeploymentStage.Ended, Deployment = Create(1002, "succeeded"), PollCount = 1 });

        Assert.Equal("", DrawingText.Render(view.DrawLast(Marks.Of(_terminal.Console)), 60));
    }

    [Fact]
    public async Task Draw_DeploymentThatReportsAProblem_ShowsIt()
    {
        await using var view = new DeploymentLiveView(_terminal.Console, _clock);

        view.Report(new DeploymentProgress { Deployment = Create(1002, "in_progress") with { ErrorMessage = "No node has \u001b[2J4 GiB" }, PollCount = 1 });

        Assert.Equal("⠋ Deployment 1002 is in_progress: No node has       0.0 s\n  \uFFFD[2J4 GiB.\n  0.0 s in all, 1 poll, waiting for a response", Draw(view));
    }

    [Fact]
    public async Task Dispose_AfterReports_LeavesTheLastDrawing()
    {
        await using (var view = new DeploymentLiveView(_terminal.Console, _clock))
        {
            ReportConflict(view);
        }

        _terminal.Console.WriteLine("result");
        Assert.EndsWith("∙ Deployment 1002 is in_progress.                   2.5 s\nresult", _terminal.Text, StringComparison.Ordinal);
        Assert.True(_terminal.IsCursorVisible);
        Assert.False(_terminal.HasWrapped);
    }

    private void ReportConflict(DeploymentLiveView view)
    {
        Deployment active = Create(1001, "queued");
        view.Report(new DeploymentProgress { Stage = DeploymentStage.WaitingForActiveDeployment, Deployment = new Deployment(), ActiveDeployment = active });
        view.Report(new DeploymentProgress { Stage = DeploymentStage.Sending, Deployment = new Deployment(), Elapsed = TimeSpan.FromSeconds(8) });
        view.Report(new DeploymentProgress { Stage = DeploymentStage.WaitingForActiveDeployment, Deployment = new Deployment(), ActiveDeployment = Create(1001, "in_progress"), Elapsed = TimeSpan.FromSeconds(9) });
        view.Report(new DeploymentProgress { Stage = DeploymentStage.Sending, Deployment = new Deployment(), Elapsed = TimeSpan.FromSeconds(18) });
        view.Report(new DeploymentProgress { Stage = DeploymentStage.Created, Deployment = Create(1002, "queued"), Elapsed = TimeSpan.FromSeconds(18.2), NextPollDelay = TimeSpan.FromSeconds(5) });
        view.Report(new DeploymentProgress { Deployment = Create(1002, "in_progress"), Elapsed = TimeSpan.FromSeconds(23.2), PollCount = 2, NextPollDelay = TimeSpan.FromSeconds(10) });
        _clock.Advance(TimeSpan.FromSeconds(2.5));
    }

    private string Draw(DeploymentLiveView view) => DrawingText.Render(view.Draw(Marks.Of(_terminal.Console).At(0)), 60);

    private static Deployment Create(long id, string status) => new() { Id = id, AppId = 42, RawStatus = status };
}
