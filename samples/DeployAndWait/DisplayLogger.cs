using DeployAndWait.Display;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>Shows what the client logs, such as that it waits for another deployment. A program with a container has its own logging instead.</summary>
internal sealed class DisplayLogger(IDisplay display) : ILogger<DeploymentsClient>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            string text = WithShortTimes(formatter(state, exception), state);
            display.Say(exception is null ? text : $"{text} {exception.Message}");
        }
    }

    /// <summary>A delay reads "0.8 s" instead of "00:00:00.8134567".</summary>
    private static string WithShortTimes<TState>(string text, TState state)
    {
        IEnumerable<KeyValuePair<string, object?>> values = state as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        return values.Select(value => value.Value).OfType<TimeSpan>()
            .Aggregate(text, static (line, time) => line.Replace(time.ToString(), TimeText.Of(time), StringComparison.Ordinal));
    }
}
