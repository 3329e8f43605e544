namespace SpiceDeployments.Client.Testing;

/// <summary>Whether an app can be deployed, and if not, why a create is refused.</summary>
public enum AppState
{
    /// <summary>It can be deployed.</summary>
    Ready,

    /// <summary>400 "App has no spicepod configuration".</summary>
    WithoutSpicepod,

    /// <summary>400 "Invalid spicepod configuration".</summary>
    InvalidSpicepod,

    /// <summary>400 "Spicepod is paused", code <c>spicepod_paused</c>.</summary>
    Paused,
}
