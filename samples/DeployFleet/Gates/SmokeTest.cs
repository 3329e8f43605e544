using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Gates;

/// <summary>
/// Requires after each wave that its apps run what was rolled out. Apps on the emulator respond to no query; of real apps, check that they do, as
/// <c>AddHttpRolloutGate</c> does.
/// </summary>
internal sealed class SmokeTest(IDeploymentsClient client) : IRolloutGate
{
    public const string Name = "smoke-test";

    private const int MaxConcurrency = 10;

    public async Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken)
    {
        string? error = null;
        await Parallel.ForEachAsync(
            context.Targets.Where(target => target.Status is RolloutTargetStatus.Succeeded),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken },
            async (target, token) => error = await FindErrorAsync(target, token) ?? error);
        return error is null ? RolloutGateDecision.Proceed : RolloutGateDecision.Stop(error);
    }

    private async Task<string?> FindErrorAsync(RolloutTargetState target, CancellationToken cancellationToken)
    {
        IReadOnlyList<Deployment> newest = await client.ListAsync(target.Target.AppId, new ListDeploymentsOptions { Limit = 1 }, cancellationToken);
        return newest is [{ ImageTag: FleetRequest.ImageTag, Status: DeploymentStatus.Succeeded }] ? null : $"{target.Target.DisplayName} does not run {FleetRequest.ImageTag}.";
    }
}
