using CsCheck;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>
/// The invariant of <c>DeployAsync</c>: whatever happens, and whatever the service makes of the values that it is sent, the call has a documented outcome, which
/// is the outcome of the deployment on the service, and creates at most one deployment. It never reports the deployment of somebody else as its own, unless
/// their values and times are the same.
/// </summary>
/// <remarks>
/// There is one exception, which no client can prevent: the service processes a create so late that the client had to conclude that it never would, and sent
/// the request again or reported a failure. <see cref="ScenarioRecord.IsUnpreventable"/> defines it exactly. Such a deployment does not count.
/// <see cref="ClientLimits"/> lists what the scenarios leave out because the client does not support it yet.
/// </remarks>
public sealed class DeployInvariantTests
{
    private const long DefaultScenarios = 500;

    [Fact]
    public async Task DeployAsync_AnyScenario_ReportsTheRealOutcomeAndCreatesAtMostOneDeployment() =>
        await DeployScenario.Any.SampleAsync(
            async scenario =>
            {
                ScenarioOutcome outcome = await ScenarioRunner.RunAsync(scenario);
                Assert.True(outcome.FindViolation(scenario) is null, $"{outcome.FindViolation(scenario)}: {scenario} led to {outcome.Exception}");
            },
            iter: SampleSize.OrDefault(DefaultScenarios),
            threads: 1);
}
