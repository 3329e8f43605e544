using System.Text.Json.Serialization.Metadata;
using SpiceDeployments.Tool.Emulator.Scenarios;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>A request to the control API.</summary>
/// <param name="Ids">The ids in the path.</param>
/// <param name="Body">The body.</param>
/// <param name="Aborted">Canceled when the client has disconnected.</param>
internal sealed record ControlRequest(long[] Ids, ReadOnlyMemory<byte> Body, CancellationToken Aborted)
{
    public ScenarioText Text { get; } = new(Body);

    /// <summary>Reads and validates the body.</summary>
    /// <exception cref="ScenarioException">The body is not valid.</exception>
    public T Read<T>(JsonTypeInfo<T> type, Action<T, ScenarioPlace> validate)
    {
        T value = Text.Read(type);
        validate(value, ScenarioPlace.Root);
        return value;
    }
}
