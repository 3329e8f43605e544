namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Whether a deployment in the list came of a certain create.</summary>
internal enum MatchResult
{
    /// <summary>It did not: something about it is different.</summary>
    Differs = 0,

    /// <summary>Nothing about it is different, but it does not have every value that was sent.</summary>
    CannotBeTold,

    /// <summary>It has every value that was sent.</summary>
    Matches,
}
