namespace EmulatorHost;

/// <summary>A scenario file cannot be read or applied. The message names the place in the file.</summary>
internal sealed class ScenarioException(string message, Exception? innerException = null) : Exception(message, innerException);
