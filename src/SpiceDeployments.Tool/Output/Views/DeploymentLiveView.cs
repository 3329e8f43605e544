using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>A row for each step with its time, and below them the time until the next request.</summary>
internal sealed class DeploymentLiveView(IAnsiConsole console, TimeProvider timeProvider) : LiveView<DeploymentProgress>(console)
{
    private volatile Snapshot _last = new([], Progress: null, timeProvider.GetTimestamp());

    public override void Report(DeploymentProgress value) => _last = new Snapshot(DeploymentStep.Add(_last.Steps, value), value, timeProvider.GetTimestamp());

    protected internal override IRenderable Draw(Marks marks)
    {
        Snapshot last = _last;
        TimeSpan age = timeProvider.GetElapsedTime(last.Timestamp);
        return new Rows(DrawSteps(last, age, marks), new Text(DescribeTimes(last, age), Color.Grey));
    }

    protected internal override IRenderable DrawLast(Marks marks) => DrawSteps(_last, timeProvider.GetElapsedTime(_last.Timestamp), marks);

    private static Table DrawSteps(Snapshot last, TimeSpan age, Marks marks)
    {
        Table table = TerminalTable.Create().HideHeaders().AddColumns(new TableColumn("").NoWrap(), TerminalTable.CreateColumn(), new TableColumn("").NoWrap().RightAligned());
        foreach ((DeploymentStep step, TimeSpan end) in last.Steps.Zip(last.Steps.Skip(1).Select(next => next.Start).Append(last.GetElapsed(age))))
        {
            Text mark = step == last.Steps[^1] ? GetMark(step.Result, marks) : new Text(marks.Succeeded, Color.Green);
            table.AddRow(mark, new Text(OutputText.Clean(step.Text)), new Text(OutputText.Seconds(end - step.Start), Color.Grey));
        }

        return table;
    }

    private static Text GetMark(Deployment? result, Marks marks) => result switch
    {
        { Status: DeploymentStatus.Succeeded } => new Text(marks.Succeeded, Color.Green),
        { Status: DeploymentStatus.Failed } or { IsSuperseded: true } => new Text(marks.Failed, Color.Red),
        _ => new Text(marks.Running, Color.Yellow),
    };

    private static string DescribeTimes(Snapshot last, TimeSpan age)
    {
        string polls = last.Progress?.PollCount switch { null or 0 => "", 1 => ", 1 poll", { } count => string.Create(CultureInfo.InvariantCulture, $", {count} polls") };
        string next = last.Progress?.NextPollDelay - age is { } delay && delay > TimeSpan.Zero ? $"next request in {OutputText.Seconds(delay)}" : "waiting for a response";
        return $"  {OutputText.Seconds(last.GetElapsed(age))} in all{polls}, {next}";
    }

    /// <param name="Steps">The steps so far.</param>
    /// <param name="Progress">The last report, or <c>null</c> before the first one.</param>
    /// <param name="Timestamp">When it was reported.</param>
    private sealed record Snapshot(ImmutableList<DeploymentStep> Steps, DeploymentProgress? Progress, long Timestamp)
    {
        /// <summary>Returns the time since the command began.</summary>
        /// <param name="age">The time since the report.</param>
        public TimeSpan GetElapsed(TimeSpan age) => Progress switch { null => age, { Stage: DeploymentStage.Ended } end => end.Elapsed, _ => Progress.Elapsed + age };
    }
}
