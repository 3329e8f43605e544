namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>When an app that has no outcome yet is tried again.</summary>
/// <param name="Delay">The delay.</param>
/// <param name="Cause">Why the app is tried again.</param>
internal sealed record NextAttempt(TimeSpan Delay, NextAttemptCause Cause);
