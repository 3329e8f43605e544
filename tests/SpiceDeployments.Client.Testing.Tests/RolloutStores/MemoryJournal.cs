namespace SpiceDeployments.Client.Testing.Tests.RolloutStores;

/// <summary>A journal of <see cref="MemoryRolloutStore"/>.</summary>
internal sealed class MemoryJournal
{
    public List<string> Lines { get; } = [];

    public bool IsCompleted { get; set; }
}
