namespace SpiceDeployments.Client.Testing.Tests.RolloutStores;

/// <summary>What the instances of <see cref="MemoryRolloutStore"/> share.</summary>
internal sealed class MemoryStorage
{
    public Dictionary<string, MemoryJournal> Journals { get; } = new(StringComparer.Ordinal);
}
