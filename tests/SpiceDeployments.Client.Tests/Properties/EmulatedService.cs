using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>What a service makes of creates.</summary>
/// <param name="ConflictRule">When the service rejects a create.</param>
/// <param name="IsConnected">Whether the app is connected to a repository.</param>
/// <param name="Normalization">How the service changes values.</param>
/// <param name="ClockDifference">By how much the clock of <c>created_at</c> is ahead of the clock of <c>Date</c>.</param>
/// <param name="VisibilityDelay">How long the deployment is not listed.</param>
internal sealed record EmulatedService(
    ConflictRule ConflictRule, bool IsConnected, NormalizationRule[] Normalization, TimeSpan ClockDifference, TimeSpan VisibilityDelay)
{
    private static readonly NormalizationRule ShortenCommit =
        NormalizationRule.Change(values => values with { CommitSha = values.CommitSha?[..Math.Min(values.CommitSha.Length, 7)] });

    private static readonly TimeSpan MaxVisibilityDelay = TimeSpan.FromSeconds(12);

    private static readonly NormalizationRule[] Rules =
    [
        .. NormalizationRule.All,
        NormalizationRule.Change(RoundCreatedAt),
        NormalizationRule.Change(values => values with { Channel = null }).InList(),
        NormalizationRule.Change(values => values with { CommitSha = null }).InList(),
        NormalizationRule.Change(values => values with { CommitMessage = null }).InList(),
        NormalizationRule.Change(values => values with { Replicas = values.Replicas + 1 }),
        ShortenCommit,
    ];

    public static readonly Gen<EmulatedService> Any =
        from rule in Gen.OneOf(ConflictRule.WhileActive, ConflictRule.WhileQueued)
        from isConnected in Gen.OneOf(false, false, true)
        from normalization in Gen.OneOf(Gen.Const(Array.Empty<NormalizationRule>()), Gen.Shuffle(Rules, 1, 4).Where(rules => !(rules.Contains(ShortenCommit) && rules.Contains(NormalizationRule.ResolveCommit)))) // That would be another commit.
        from clockDifference in Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[-100, 100]), (1, Gen.Int[-600, 600]), (1, Gen.Int[-6000, 6000]))
        from visibilityDelay in Gen.OneOf(Gen.Const(0), Gen.Int[0, 10 * (int)Min(MaxVisibilityDelay, ClientLimits.Reach).TotalSeconds])
        select new EmulatedService(rule, isConnected, normalization, Max(Tenths(clockDifference), -ClientLimits.ClockLag), Tenths(visibilityDelay));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{ConflictRule}{(IsConnected ? ", connected" : "")}, rules [{string.Join<NormalizationRule>("; ", Normalization)}], clocks differ by {ClockDifference}, visible after {VisibilityDelay}");

    private static TimeSpan Tenths(int tenths) => TimeSpan.FromSeconds(tenths / 10.0);

    private static TimeSpan Min(TimeSpan first, TimeSpan second) => first < second ? first : second;

    private static TimeSpan Max(TimeSpan first, TimeSpan second) => first > second ? first : second;

    /// <summary>Rounds up or down to a second, as some databases do.</summary>
    private static DeploymentValues RoundCreatedAt(DeploymentValues values) => values with { CreatedAt = values.CreatedAt is { } time ? Round(time) : null };

    private static DateTimeOffset Round(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds((long)Math.Round(time.ToUnixTimeMilliseconds() / 1000.0));
}
