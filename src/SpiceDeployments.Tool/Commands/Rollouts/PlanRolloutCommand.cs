using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout plan</c>: the waves. Stores, changes and deploys nothing.</summary>
internal sealed class PlanRolloutCommand(ToolHost host) : RolloutCommand(host, "plan", "Show the waves of a rollout. Changes nothing.")
{
    protected override async Task<ToolDocument> RunAsync(CommandContext context, RolloutSession session, CancellationToken cancellationToken)
    {
        RolloutPlan plan = session.Client.Plan(await session.CreateRequestAsync(cancellationToken).ConfigureAwait(false));
        foreach (string line in plan.ToString().Split('\n'))
        {
            context.Output.WriteLine(line);
        }

        return new ToolDocument { ExitCode = ExitCode.Succeeded, Plan = RolloutPlanDocument.Create(session.Id, plan) };
    }
}
