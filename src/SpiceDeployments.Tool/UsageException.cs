namespace SpiceDeployments.Tool;

/// <summary>An argument, a variable or a file is not valid. The message says which one and what to change; nothing was sent.</summary>
internal sealed class UsageException(string message, Exception? innerException = null) : Exception(message, innerException);
