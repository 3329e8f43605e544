namespace SpiceDeployments.Client.KillRunner;

/// <summary>Another process has changed the file or has locked it.</summary>
internal sealed class IntentFileException(string message) : Exception(message);
