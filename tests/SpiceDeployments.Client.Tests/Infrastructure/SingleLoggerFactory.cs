using Microsoft.Extensions.Logging;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Creates the same logger for every category.</summary>
internal sealed class SingleLoggerFactory(ILogger logger) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => logger;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
