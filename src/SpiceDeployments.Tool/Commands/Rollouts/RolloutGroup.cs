using System.CommandLine;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout</c>: the group of the commands for rollouts.</summary>
internal sealed class RolloutGroup : Command
{
    public RolloutGroup(ToolHost host)
        : base("rollout", "Deploy one change to one or many apps, in waves.")
    {
        Add(new PlanRolloutCommand(host));
        Add(new StartRolloutCommand(host));
        Add(new ResumeRolloutCommand(host));
        Add(new RetryRolloutCommand(host));
        Add(new StatusRolloutCommand(host));
        Add(new RollBackCommand(host));
    }
}
