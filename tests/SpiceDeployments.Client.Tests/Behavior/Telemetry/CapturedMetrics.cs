using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Captures every measurement of the process, with its tags.</summary>
internal sealed class CapturedMetrics : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly MeterListener _listener = new() { InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument) };

    public CapturedMetrics()
    {
        Observe<byte>();
        Observe<short>();
        Observe<int>();
        Observe<long>();
        Observe<float>();
        Observe<double>();
        Observe<decimal>();
        _listener.Start();
    }

    /// <summary>Returns the measurements since the last call.</summary>
    public IEnumerable<string> Take()
    {
        _listener.RecordObservableInstruments();
        while (_texts.TryDequeue(out string? text))
        {
            yield return text;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Observe<T>()
        where T : struct =>
        _listener.SetMeasurementEventCallback<T>((instrument, _, tags, _) =>
            _texts.Enqueue($"metric {instrument.Meter.Name} {instrument.Name} {string.Join(' ', tags.ToArray())}"));
}
