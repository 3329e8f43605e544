using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>
/// The law of <c>DeployAsync</c>: whatever befalls it, it ends in one of its documented ends, that end is the service's own truth, and the
/// service never holds more than one deployment of the call.
/// </summary>
/// <remarks><c>SPICE_LAW_STORIES</c> sets the number of stories, 500 without it.</remarks>
public sealed class DeployInvariantTests
{
    private static readonly long Stories =
        long.TryParse(Environment.GetEnvironmentVariable("SPICE_LAW_STORIES"), CultureInfo.InvariantCulture, out long stories) ? stories : 500;

    [Fact]
    public async Task DeployAsync_AnyStory_EndsInTheTruthWithAtMostOneDeployment()
    {
        await using ScenarioRunner whileActive = await ScenarioRunner.StartAsync(ConflictRule.WhileActive);
        await using ScenarioRunner whileQueued = await ScenarioRunner.StartAsync(ConflictRule.WhileQueued);

        await DeployScenario.Any.SampleAsync(
            async story =>
            {
                ScenarioOutcome end = await (story.Rule is ConflictRule.WhileActive ? whileActive : whileQueued).TellAsync(story);
                Assert.True(end.FindFault(story) is null, $"{end.FindFault(story)}: {story} ended in {end.Exception}");
            },
            iter: Stories,
            threads: 1);
    }
}
