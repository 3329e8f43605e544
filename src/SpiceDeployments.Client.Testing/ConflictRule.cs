namespace SpiceDeployments.Client.Testing;

/// <summary>When a create returns 409. The documents of the API disagree, so the emulator supports both rules.</summary>
public enum ConflictRule
{
    /// <summary>A create returns 409 while any deployment of the app is not yet queued, queued or in progress.</summary>
    WhileActive = 0,

    /// <summary>A create returns 409 only while an earlier deployment has not started. A deployment in progress is superseded by the new one.</summary>
    WhileQueued,
}
