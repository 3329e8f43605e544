using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing.Internal.RolloutStores;

namespace SpiceDeployments.Client.Testing;

/// <summary>The rules of <see cref="IRolloutStore"/>, as checks of an implementation. They need no test framework and no emulator.</summary>
/// <remarks>
/// Not checked is whether lines survive a crash of the machine or of the database: that depends on the settings of the storage. A store may permit several
/// instances to append to a journal, or only the one that has appended to it first and is not disposed, as <see cref="FileRolloutStore"/> does.
/// </remarks>
/// <example>
/// Runs all checks. A test framework can run each check as a test of its own, with <see cref="Checks"/> as the data of a parameterized test:
/// <code>
/// foreach (RolloutStoreCheck check in RolloutStoreContract.Checks)
/// {
///     await check.RunAsync(() => new FileRolloutStore(directory), cancellationToken);
/// }
/// </code>
/// </example>
public static class RolloutStoreContract
{
    /// <summary>The checks, from the simplest to those of concurrent calls. They do not depend on each other.</summary>
    public static IReadOnlyList<RolloutStoreCheck> Checks { get; } = [.. JournalChecks.All, .. VersionChecks.All, .. UnfinishedChecks.All, .. InstanceChecks.All, .. ConcurrencyChecks.All];
}
