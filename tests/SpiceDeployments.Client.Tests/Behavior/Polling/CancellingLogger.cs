using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Tests.Behavior.Polling;

/// <summary>Stands for a caller who gives up at the very moment at which something is logged at a level.</summary>
internal sealed class CancellingLogger(CancellationTokenSource caller, LogLevel level) : ILogger<DeploymentsClient>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == level;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => caller.Cancel();
}
