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
            string text = formatter(state, exception);
            display.Say(PrintableText.Of(exception is null ? text : $"{text} {exception.Message}"));
        }
    }
}
