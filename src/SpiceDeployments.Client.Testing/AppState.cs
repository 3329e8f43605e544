namespace SpiceDeployments.Client.Testing;

/// <summary>Whether an app can be deployed, and otherwise the error that a create returns.</summary>
public enum AppState
{
    /// <summary>The app can be deployed.</summary>
    Ready = 0,

    /// <summary>A create returns 400 "App has no spicepod configuration".</summary>
    WithoutSpicepod,

    /// <summary>A create returns 400 "Invalid spicepod configuration".</summary>
    InvalidSpicepod,

    /// <summary>A create returns 400 "Spicepod is paused" with the code <c>spicepod_paused</c>.</summary>
    Paused,
}
