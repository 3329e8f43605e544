using SpiceDeployments.Client.Testing.Internal.Normalization;

namespace SpiceDeployments.Client.Testing.Internal.Deployments;

/// <summary>The values of a deployment as they are stored, and as the responses show them.</summary>
internal sealed class RecordedValues
{
    private readonly IReadOnlyList<NormalizationRule> _rules;

    /// <param name="values">The values that the service received and completed.</param>
    /// <param name="rules">The changes that it makes.</param>
    public RecordedValues(DeploymentValues values, IReadOnlyList<NormalizationRule> rules)
    {
        _rules = rules;
        Stored = Apply(NormalizationStage.Stored, values);
    }

    public DeploymentValues Stored { get; }

    /// <summary>The values as the response of a stage shows them. A value that is stored and <c>null</c> here is omitted.</summary>
    public DeploymentValues GetShown(NormalizationStage stage) => stage is NormalizationStage.Stored ? Stored : Apply(stage, Stored);

    private DeploymentValues Apply(NormalizationStage stage, DeploymentValues values) =>
        _rules.Where(rule => rule.Stage == stage).Aggregate(values, (current, rule) => rule.Apply(current));
}
