namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>Thrown if the program fails or the emulator does not receive the expected requests.</summary>
internal sealed class SmokeException(string message) : Exception(message);
