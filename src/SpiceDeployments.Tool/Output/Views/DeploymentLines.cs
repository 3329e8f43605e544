using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>Writes a line for each change, and once a minute that nothing has changed, so that the log of a pipeline shows that the wait continues.</summary>
internal sealed class DeploymentLines(TextWriter output) : IProgressView<DeploymentProgress>
{
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromMinutes(1);

    private TimeSpan _lastLine;

    public void Report(DeploymentProgress value)
    {
        if (Describe(value) is { } text && (value.HasChanged || value.Elapsed - _lastLine >= SilenceLimit))
        {
            _lastLine = value.Elapsed;
            output.WriteLine(OutputText.Clean($"{OutputText.Seconds(value.Elapsed),12}  {text}"));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string? Describe(DeploymentProgress progress) => progress.Stage switch
    {
        DeploymentStage.Ended => null, // The result follows.
        DeploymentStage.Created => $"Deployment {progress.Deployment.Id} was created.",
        DeploymentStage.Polling => StageText.DescribeStatus(progress.Deployment),
        _ => StageText.Describe(progress),
    };
}
