using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Tool.Output;

/// <summary>Writes the warnings and errors of the client, such as a response that was lost, and that a create waits.</summary>
internal sealed class WarningLoggerFactory(ToolOutput output) : ILoggerFactory
{
    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => new Logger(output);

    public void Dispose()
    {
    }

    private sealed class Logger(ToolOutput output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel is LogLevel.Information && state is IReadOnlyList<KeyValuePair<string, object?>> values)
            {
                output.ReportConflict(eventId, values);
            }
            else if (logLevel is >= LogLevel.Warning and not LogLevel.None && !output.Shows(eventId))
            {
                output.WriteWarning($"{formatter(state, exception)} {exception?.Message}".TrimEnd());
            }
        }
    }
}
