using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Tests.Unit.Telemetry;

public sealed class ClientMetricsTests
{
    [Theory]
    [InlineData("spice.client.wait.duration", new double[] { 5, 10, 30, 60, 120, 300, 600, 1800 })]
    [InlineData("spice.client.wait.lag", new double[] { 0.5, 1, 2, 5, 10, 15, 30, 60 })]
    public void Histogram_Advice_HasTheBoundaries(string name, double[] boundaries)
    {
        var instruments = new ConcurrentQueue<Instrument>(); // Other tests create instruments at the same time.
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) => instruments.Enqueue(instrument);
        ClientMetrics.RecordPoll(); // Creates the instruments.
        listener.Start();

        Histogram<double> histogram = Assert.Single(instruments.OfType<Histogram<double>>(), histogram => histogram.Name == name);

        Assert.Equal(boundaries, histogram.Advice?.HistogramBucketBoundaries);
    }
}
