namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Whether a listed deployment was created by a certain request.</summary>
internal enum MatchResult
{
    /// <summary>It was not: a value is different.</summary>
    Mismatch = 0,

    /// <summary>No value is different, but the deployment lacks a value that was sent.</summary>
    Inconclusive,

    /// <summary>The deployment has every value that was sent.</summary>
    Match,
}
