namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>The ids of the rollouts that have not completed. May also contain some that have, or that were never created.</summary>
/// <remarks>The storages store the full name of this class, which must not change.</remarks>
[GenerateSerializer]
[Alias("SpiceDeployments.UnfinishedIds")]
internal sealed class UnfinishedIds
{
    [Id(0)]
    public List<string> Ids { get; set; } = [];
}
