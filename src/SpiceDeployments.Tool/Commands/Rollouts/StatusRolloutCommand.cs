using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Commands.Rollouts;

/// <summary><c>rollout status</c>: what the journal shows. Sends nothing, and needs no credentials. Succeeds whatever the status is.</summary>
internal sealed class StatusRolloutCommand(ToolHost host) : RolloutCommand(host, "status", "Show the state of a rollout from its journal.")
{
    protected override async Task<ToolDocument> RunAsync(CommandContext context, RolloutSession session, CancellationToken cancellationToken)
    {
        Rollout rollout = await session.Client.GetAsync(session.Id, cancellationToken).ConfigureAwait(false);
        RolloutResult.Write(context, rollout);
        context.Output.WriteLine(RolloutReport.Create(rollout).ToString());
        return new ToolDocument { ExitCode = ExitCode.Succeeded, Rollout = RolloutDocument.Create(rollout) };
    }
}
