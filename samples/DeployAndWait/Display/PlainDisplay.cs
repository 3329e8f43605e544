using SpiceDeployments.Client;

namespace DeployAndWait.Display;

/// <summary>A line of text for everything that happens.</summary>
internal sealed class PlainDisplay(TextWriter output) : IDisplay
{
    private const int TimeWidth = 7;
    private const int StatusWidth = 11;
    private const int NameWidth = 10;

    public void Say(string line) => output.WriteLine(line);

    public void Report(DeploymentProgress value)
    {
        string time = TimeText.Of(value.Elapsed).PadLeft(TimeWidth);
        string status = StatusText.Of(value.Deployment);
        output.WriteLine(value.NextPollDelay is { } next
            ? $"{time}  {status.PadRight(StatusWidth)}  next look in {TimeText.Of(next)}"
            : $"{time}  {status}");
    }

    public Task<Deployment> FollowAsync(Task<Deployment> deploying) => deploying;

    public void Summarize(IReadOnlyList<SummaryLine> summary)
    {
        output.WriteLine();
        foreach (SummaryLine line in summary)
        {
            output.WriteLine($"{line.Name.PadRight(NameWidth)}{line.Value}");
        }
    }
}
