namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Whether a listed deployment was created by a certain request.</summary>
internal enum MatchResult
{
    /// <summary>It was not: a value cannot be another form of what was sent.</summary>
    Mismatch = 0,

    /// <summary>It may have been: a value is missing, was not sent, or may be another form of what was sent.</summary>
    Inconclusive,

    /// <summary>The deployment has every value that was sent, and no other commit, commit message, image tag or number of replicas.</summary>
    Match,
}
