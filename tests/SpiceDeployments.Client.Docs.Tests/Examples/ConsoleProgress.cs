using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

internal sealed class ConsoleProgress : IProgress<RolloutProgress>
{
    public void Report(RolloutProgress value)
    {
        if (value.Event is { } next) // The first report is the rollout as it is when the wait begins.
        {
            Console.WriteLine($"{next.Kind} {value.Target?.Target.DisplayName} {next.DeploymentId} {next.Message}");
        }
    }
}
