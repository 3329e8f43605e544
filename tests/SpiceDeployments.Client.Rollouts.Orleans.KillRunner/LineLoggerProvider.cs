using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Rollouts.Orleans.KillRunner;

/// <summary>Writes each warning as a line.</summary>
internal sealed class LineLoggerProvider : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.WriteLine($"log {eventId.Id}: {formatter(state, exception).ReplaceLineEndings(" ")} {exception?.Message.ReplaceLineEndings(" ")}".TrimEnd());
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }
}
