namespace SpiceDeployments.Client.AotSmoke.Runner;

/// <summary>The program, or the service that it spoke to, did not end as it should; the message says how.</summary>
internal sealed class SmokeException(string message) : Exception(message);
