using System.Diagnostics.Metrics;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Records the measurements of all clients in the process.</summary>
internal sealed class RecordedMetrics : IDisposable
{
    private readonly List<(string Name, double Value, string Tags)> _measurements = [];
    private readonly MeterListener _listener = new();

    public RecordedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == DeploymentsClientDiagnostics.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Returns the measurements of an instrument in order, each with its tags as text.</summary>
    public IReadOnlyList<(double Value, string Tags)> Get(string name)
    {
        lock (_measurements)
        {
            return [.. _measurements.Where(measurement => measurement.Name == name).Select(measurement => (measurement.Value, measurement.Tags))];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string text = string.Join(", ", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (_measurements)
        {
            _measurements.Add((instrument.Name, value, text));
        }
    }
}
