namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Storage;

/// <summary>A part of a journal, which is stored as one record.</summary>
/// <remarks>The storages store the full name of this class, which must not change.</remarks>
[GenerateSerializer]
[Alias("SpiceDeployments.JournalSegment")]
internal sealed class JournalSegment
{
    /// <summary>The number of lines before this part.</summary>
    [Id(0)]
    public int Start { get; set; }

    /// <summary>The lines. Empty if the record does not exist.</summary>
    [Id(1)]
    public List<string> Lines { get; set; } = [];

    /// <summary>Whether the rollout has completed with the last of these lines.</summary>
    [Id(2)]
    public bool IsCompleted { get; set; }

    /// <summary>Returns the number of lines up to the end of this part.</summary>
    public int GetEnd() => Start + Lines.Count;
}
