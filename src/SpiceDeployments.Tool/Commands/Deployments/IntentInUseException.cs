namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>Another process deploys with the same intent file.</summary>
internal sealed class IntentInUseException(string message, Exception innerException) : IOException(message, innerException);
