using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>Everything that is logged, in all categories and at every level: the text, the state that structured logs keep, and the exception.</summary>
internal sealed class CapturedLogs
{
    private readonly FakeLogCollector _logs = new();

    public void Configure(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(_logs));

    /// <summary>What was logged since this was called last.</summary>
    public IEnumerable<string> Take() => _logs.GetSnapshot(clear: true).SelectMany(Texts);

    private static IEnumerable<string> Texts(FakeLogRecord record)
    {
        string state = string.Join(' ', record.StructuredState ?? []);
        string scopes = string.Join(' ', record.Scopes.SelectMany(scope => scope as IEnumerable<KeyValuePair<string, object?>> ?? []));
        IEnumerable<string> exception = record.Exception is null ? [] : ExceptionTexts.Of(record.Exception);
        return exception.Prepend($"log {record.Category} {record.Message} {state} {scopes}");
    }
}
