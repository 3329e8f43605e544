using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

internal sealed class ConsoleProgress : IProgress<RolloutProgress>
{
    public void Report(RolloutProgress value)
    {
        if (value.Target is { } target)
        {
            Console.WriteLine($"{value.Event?.Kind} {target.Target.DisplayName} {target.DeploymentId} {target.Message}");
        }
    }
}
