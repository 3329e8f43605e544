namespace SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;

/// <summary>Why a command was not stored.</summary>
[GenerateSerializer]
[Alias("SpiceDeployments.CommandError")]
internal enum CommandError
{
    /// <summary>The command was stored.</summary>
    None = 0,

    /// <summary>There is no such rollout.</summary>
    NotFound = 1,

    /// <summary>Another silo runs the rollout.</summary>
    Conflict = 2,

    /// <summary>The state of the rollout does not permit the command, its journal is damaged, or the silo has no client or gate that the request names.</summary>
    NotPossible = 3,
}
