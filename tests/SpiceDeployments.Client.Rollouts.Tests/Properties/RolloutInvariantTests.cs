using System.Collections.Concurrent;
using CsCheck;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>
/// The invariants of a rollout, whatever the service, the store and the callers do, and whenever the process that runs it crashes: at any operation of its
/// store or its network, before or after the operation takes effect.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>Invariant</term><description>What it rests on</description></listheader>
/// <item><term>Each key of an intent has at most one deployment</term><description>The service returns the commit message with the key; a request reaches the
/// service before the time that the intent states (<see cref="DeploymentIntent.SettledAfter"/>). <see cref="ScenarioRecorder.IsUnpreventable"/> defines the
/// exception.</description></item>
/// <item><term>Each create is sent after its intent was stored, and each update after the earlier values were</term><description>The store returns from an append
/// when the lines survive a crash.</description></item>
/// <item><term>The outcome of an app is that of its deployment on the service; an app without a deployment has none there</term><description>The same as for the
/// key. <see cref="RolloutTargetStatus.TimedOut"/> and <see cref="RolloutTargetStatus.Unknown"/> claim no outcome.</description></item>
/// <item><term>At most <see cref="RolloutRequest.MaxConcurrency"/> apps are in flight, in the journal and on the service</term><description>One process runs the
/// rollout: the version of the journal refuses others. The service does not cancel: a deployment that timed out may continue. A retry continues all apps that
/// timed out or are unknown at once.</description></item>
/// <item><term>No app is changed or prepared before the former waves have completed and passed their gates</term><description>The order of the journal.</description></item>
/// <item><term>No intent is stored after a stop, a pause, a rollback or too many failures were</term><description>Each event is decided for the newest state of the
/// journal.</description></item>
/// <item><term>Failures when the rollout stops are at most the tolerance plus the apps in flight</term><description>The same.</description></item>
/// <item><term>Replaying a journal gives the rollout that the client returned</term><description>The reducer depends on the events alone.</description></item>
/// <item><term>An app that is rolled back has its earlier settings</term><description>Nobody else changes the settings.</description></item>
/// <item><term>Every scenario completes</term><description>Every wait has a timeout; callers resume what they paused.</description></item>
/// </list>
/// </remarks>
public sealed class RolloutInvariantTests
{
    private const long DefaultScenarios = 150;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    [Fact]
    public async Task Rollout_AnyScenario_KeepsItsInvariants()
    {
        await RolloutScenario.Any.SampleAsync(
            async scenario =>
            {
                ScenarioResult result = await ScenarioRunner.RunAsync(scenario);
                foreach (string name in result.Describe())
                {
                    _counts.AddOrUpdate(name, 1, (_, count) => count + 1);
                }
            },
            iter: SampleSize.OrDefault(DefaultScenarios));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}: {count.Value}")));
    }
}
