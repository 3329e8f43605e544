using System.Globalization;
using SpiceDeployments.Client.Testing;

namespace EmulatorHost;

/// <summary>Converts the normalization of an app to rules of the emulator.</summary>
internal static class ScenarioNormalization
{
    /// <exception cref="ScenarioException">The value is missing or superfluous.</exception>
    public static NormalizationRule ToRule(string place, Scenario.Normalization normalization)
    {
        NormalizationRule rule = normalization.Value is { } value ? ToRule(place, normalization.Rule, value) : ToRule(place, normalization.Rule);
        return normalization.In switch
        {
            Scenario.NormalizedResponse.List => rule.InList(),
            Scenario.NormalizedResponse.Create => rule.InCreateResponse(),
            _ => rule,
        };
    }

    private static NormalizationRule ToRule(string place, Scenario.NormalizationKind kind) => kind switch
    {
        Scenario.NormalizationKind.ResolveCommit => NormalizationRule.ResolveCommit,
        Scenario.NormalizationKind.UpperCaseCommit => NormalizationRule.UpperCaseCommit,
        Scenario.NormalizationKind.FirstLineOfMessage => NormalizationRule.FirstLineOfMessage,
        Scenario.NormalizationKind.TrimMessage => NormalizationRule.TrimMessage,
        Scenario.NormalizationKind.CollapseMessageWhiteSpace => NormalizationRule.CollapseMessageWhiteSpace,
        Scenario.NormalizationKind.NormalizeMessageLineEndings => NormalizationRule.NormalizeMessageLineEndings,
        Scenario.NormalizationKind.ComposeMessage => NormalizationRule.ComposeMessage,
        Scenario.NormalizationKind.EscapeMessage => NormalizationRule.EscapeMessage,
        Scenario.NormalizationKind.RemoveBranchPrefix => NormalizationRule.RemoveBranchPrefix,
        Scenario.NormalizationKind.EscapeBranch => NormalizationRule.EscapeBranch,
        Scenario.NormalizationKind.LowerCaseBranch => NormalizationRule.LowerCaseBranch,
        Scenario.NormalizationKind.AddImageDigest => NormalizationRule.AddImageDigest,
        Scenario.NormalizationKind.TruncateCreatedAt => NormalizationRule.TruncateCreatedAt,
        _ => throw new ScenarioException($"{place}: This rule needs a 'value'."),
    };

    private static NormalizationRule ToRule(string place, Scenario.NormalizationKind kind, string value) => kind switch
    {
        Scenario.NormalizationKind.TruncateMessage => NormalizationRule.TruncateMessage(ToNumber(place, value)),
        Scenario.NormalizationKind.ReplaceMessage => NormalizationRule.ReplaceMessage(value),
        Scenario.NormalizationKind.AddBranchPrefix => NormalizationRule.AddBranchPrefix(value),
        Scenario.NormalizationKind.FillBranch => NormalizationRule.FillBranch(value),
        Scenario.NormalizationKind.LimitReplicas => NormalizationRule.LimitReplicas(ToNumber(place, value)),
        Scenario.NormalizationKind.FillChannel => NormalizationRule.FillChannel(value),
        Scenario.NormalizationKind.RenameCreationSource => NormalizationRule.RenameCreationSource(value),
        _ => throw new ScenarioException($"{place}: This rule has no 'value'."),
    };

    private static int ToNumber(string place, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new ScenarioException($"{place}: The 'value' must be a number.");
}
