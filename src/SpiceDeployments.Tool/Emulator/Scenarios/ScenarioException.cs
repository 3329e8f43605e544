namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>A scenario is not valid. <see cref="ScenarioText.Describe"/> adds the line and the place to the message.</summary>
internal sealed class ScenarioException(ScenarioPlace place, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public ScenarioPlace Place => place;

    /// <summary>The line of a text that is not JSON; otherwise <c>null</c>.</summary>
    public long? Line { get; init; }
}
