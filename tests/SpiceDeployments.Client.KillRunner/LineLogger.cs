using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.KillRunner;

/// <summary>Writes each log message as a line with its event id.</summary>
internal sealed class LineLogger : ILoggerFactory, ILogger
{
    /// <summary>The message before the request passes the handlers of the client.</summary>
    private const int CreateSending = 11;

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Console.WriteLine($"log {eventId.Id}: {formatter(state, exception)} {exception?.Message}".TrimEnd());
        if (eventId.Id is CreateSending)
        {
            PausePoint.Reach(PausePoint.BeforeLastCheck);
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
