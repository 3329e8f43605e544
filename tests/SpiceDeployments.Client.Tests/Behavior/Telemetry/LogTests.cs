using Microsoft.Extensions.Logging;
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
}
