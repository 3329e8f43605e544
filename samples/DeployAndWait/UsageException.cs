namespace DeployAndWait;

/// <summary>The program was not called as it should be; the message says what to change.</summary>
internal sealed class UsageException(string message) : Exception(message);
