namespace SpiceDeployments.Client.Testing;

/// <summary>When a create is answered with 409: the sources of the API disagree, so the emulator knows both rules.</summary>
public enum ConflictRule
{
    /// <summary>409 while any deployment of the app is not yet queued, queued or in progress.</summary>
    WhileActive,

    /// <summary>409 only while an earlier deployment has not started; one in progress is superseded by the new one.</summary>
    WhileQueued,
}
