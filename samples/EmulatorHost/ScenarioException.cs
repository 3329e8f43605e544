namespace EmulatorHost;

/// <summary>A scenario cannot be read or played; the message names the place.</summary>
internal sealed class ScenarioException(string message, Exception? innerException = null) : Exception(message, innerException);
