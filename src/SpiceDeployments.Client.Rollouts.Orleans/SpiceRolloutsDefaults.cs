using System.Diagnostics.CodeAnalysis;

namespace SpiceDeployments.Client.Rollouts.Orleans;

/// <summary>The names that rollouts on a cluster use.</summary>
[Experimental("SPICE001")]
public static class SpiceRolloutsDefaults
{
    /// <summary>The name of the grain storage of the journals: <c>SpiceRollouts</c>.</summary>
    public const string StorageName = "SpiceRollouts";
}
