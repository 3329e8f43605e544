using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

public sealed class LogTests : EmulatorTest
{
    [Fact]
    public async Task WaitForCompletionAsync_SuccessfulPolls_LogNothingAboveDebug()
    {
        long id = App.StartDeployment().Id;

        await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, id, cancellationToken: CancellationToken));

        Assert.Equal([5, 5, 5], Log.Collector.GetSnapshot().Select(record => record.Id.Id));
        Assert.All(Log.Collector.GetSnapshot(), record => Assert.Equal(LogLevel.Debug, record.Level));
    }

    [Fact]
    public async Task DeployAsync_Conflict_LogsValuesAndEventNames()
    {
        long active = App.StartDeployment().Id;

        await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        FakeLogRecord record = Log.Collector.GetSnapshot().First(record => record.Id.Name is "ConflictRetryScheduled");
        Assert.Equal($"{active}", record.GetStructuredStateValue("ActiveDeploymentId"));
        Assert.Equal($"{AppId}", record.GetStructuredStateValue("AppId"));
        Assert.Equal("queued", record.GetStructuredStateValue("ActiveDeploymentStatus"));
        Assert.InRange(double.Parse(record.GetStructuredStateValue("DelaySeconds")!, CultureInfo.InvariantCulture), 2.5, 5);
        Assert.Equal(
            ["CreateSending", "CreateConflict", "ConflictRetryScheduled", "DeploymentCreated", "StatusChanged"],
            Log.Collector.GetSnapshot().Select(record => record.Id.Name).Distinct());
    }
}
