using SpiceDeployments.Client.Rollouts;

namespace DocsExamples;

public sealed class SmokeTest(HttpClient http) : IRolloutGate
{
    public async Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken)
    {
        foreach (RolloutTargetState target in context.Targets.Where(target => target.Status is RolloutTargetStatus.Succeeded))
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri($"orders/{target.Target.AppId}", UriKind.Relative), cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                return context.Elapsed < TimeSpan.FromMinutes(5)
                    ? RolloutGateDecision.Wait(TimeSpan.FromSeconds(15))
                    : RolloutGateDecision.Stop($"{target.Target.DisplayName} responds with {(int)response.StatusCode}");
            }
        }

        return RolloutGateDecision.Proceed;
    }
}
