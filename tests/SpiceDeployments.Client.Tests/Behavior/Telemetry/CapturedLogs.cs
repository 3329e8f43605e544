using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Captures all log messages of all categories: the text, the structured state and the exception.</summary>
internal sealed class CapturedLogs
{
    private readonly FakeLogCollector _logs = new();

    public void Configure(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(_logs));

    /// <summary>Returns the log messages since the last call.</summary>
    public IEnumerable<string> Take() => _logs.GetSnapshot(clear: true).SelectMany(Texts);

    private static IEnumerable<string> Texts(FakeLogRecord record)
    {
        string state = string.Join(' ', record.StructuredState ?? []);
        string scopes = string.Join(' ', record.Scopes.SelectMany(scope => scope as IEnumerable<KeyValuePair<string, object?>> ?? []));
        IEnumerable<string> exception = record.Exception is null ? [] : ExceptionTexts.Find(record.Exception);
        return exception.Prepend($"log {record.Category} {record.Message} {state} {scopes}");
    }
}
