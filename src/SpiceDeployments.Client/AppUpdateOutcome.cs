namespace SpiceDeployments.Client;

/// <summary>What an app shows after the response to an update was lost.</summary>
public enum AppUpdateOutcome
{
    /// <summary>The app could not be read, or the service does not return the values that were sent, so that nothing is known.</summary>
    Unknown = 0,

    /// <summary>The app has the values from before the update, for 15 seconds after the last request. The update was not applied.</summary>
    NotApplied,

    /// <summary>
    /// The app has other values than before, and other values than those that were sent: someone else changed the app, or the service stores what was
    /// sent in another form, as it does with a spicepod in YAML.
    /// </summary>
    Changed,
}
