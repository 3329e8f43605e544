namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>The next lines of a journal.</summary>
/// <param name="Lines">The lines. Empty at the end of the journal.</param>
/// <param name="RunError">Why the rollout does not run, or <c>null</c>.</param>
[GenerateSerializer]
[Alias("SpiceDeployments.JournalPart")]
internal sealed record JournalPart([property: Id(0)] List<string> Lines, [property: Id(1)] string? RunError);
