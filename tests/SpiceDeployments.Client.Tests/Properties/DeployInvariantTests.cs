using CsCheck;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>
/// The invariant of <c>DeployAsync</c>: whatever happens, the call has a documented outcome, which is the outcome of the deployment on the
/// service, and creates at most one deployment.
/// </summary>
public sealed class DeployInvariantTests
{
    private const long DefaultScenarios = 500;

    [Fact]
    public async Task DeployAsync_AnyScenario_ReportsTheRealOutcomeAndCreatesAtMostOneDeployment()
    {
        await using ScenarioRunner whileActive = await ScenarioRunner.StartAsync(ConflictRule.WhileActive);
        await using ScenarioRunner whileQueued = await ScenarioRunner.StartAsync(ConflictRule.WhileQueued);

        await DeployScenario.Any.SampleAsync(
            async scenario =>
            {
                ScenarioOutcome outcome = await (scenario.ConflictRule is ConflictRule.WhileActive ? whileActive : whileQueued).RunAsync(scenario);
                Assert.True(outcome.FindViolation(scenario) is null, $"{outcome.FindViolation(scenario)}: {scenario} led to {outcome.Exception}");
            },
            iter: SampleSize.OrDefault(DefaultScenarios),
            threads: 1);
    }
}
