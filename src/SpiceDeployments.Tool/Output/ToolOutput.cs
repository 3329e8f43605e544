using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output.Ci;
using SpiceDeployments.Tool.Output.Documents;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Output;

/// <summary>Where a command writes. With <c>--json</c>, standard output contains the document only, and everything else is on standard error.</summary>
internal sealed class ToolOutput
{
    /// <summary>A report of GitLab with all values has less than the permitted 5 KB.</summary>
    private const int MaxOutputBytes = 500;

    private readonly ToolHost _host;
    private readonly bool _isJson;
    private readonly CiSystem _ci;
    private readonly ConflictNotice _conflicts;
    private bool _hasDocument;
    private bool _showsProgress;

    public ToolOutput(ToolHost host, bool isJson)
    {
        _host = host;
        _isJson = isJson;
        Lines = TextWriter.Synchronized(isJson ? host.Error : host.Output);
        _ci = CiSystem.Detect(host, Lines);
        _conflicts = new ConflictNotice(host.Error);
    }

    /// <summary>The terminal for colors and live views, or <c>null</c> to write plain lines.</summary>
    public IAnsiConsole? Terminal => _isJson ? null : _host.Terminal;

    private TextWriter Lines { get; }

    /// <summary>Writes a line of the program. Texts of the service in it are cleaned. A terminal wraps it between words.</summary>
    public void WriteLine(string line)
    {
        if (Terminal is { } terminal)
        {
            terminal.WriteLine(OutputText.Clean(line));
        }
        else
        {
            Lines.WriteLine(OutputText.Clean(line));
        }
    }

    /// <summary>Writes a text of the program itself as it is, unless the document has the result.</summary>
    public void WriteText(string text)
    {
        if (!_isJson)
        {
            Lines.WriteLine(text);
        }
    }

    public void WriteWarning(string message) => _ci.WriteWarning(OutputText.Clean(message));

    /// <summary>Whether the progress shows what a log message reports.</summary>
    public bool Shows(EventId message) => Terminal is not null && message.Name is "RolloutTargetNotSucceeded";

    /// <summary>Writes that a create waits for another deployment, unless the progress shows it.</summary>
    public void ReportConflict(EventId message, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (!_showsProgress)
        {
            _conflicts.Report(message, values);
        }
    }

    /// <summary>Creates loggers that write warnings and errors.</summary>
    public ILoggerFactory CreateLoggerFactory() => new WarningLoggerFactory(this);

    /// <summary>Starts to show the progress of a deploy or of a wait. Dispose the view before the result is written.</summary>
    public IProgressView<DeploymentProgress> ShowDeployment()
    {
        _showsProgress = true;
        return Terminal is { } terminal ? new DeploymentLiveView(terminal, _host.TimeProvider) : new DeploymentLines(Lines);
    }

    /// <summary>Starts to show the progress of a rollout. Dispose the view before the result is written.</summary>
    public IProgressView<RolloutProgress> ShowRollout() =>
        Terminal is { } terminal ? new RolloutLiveView(terminal, _host.TimeProvider) : new RolloutLines(Lines);

    /// <summary>Writes rows with aligned columns, unless the document has the result.</summary>
    public void WriteTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        const int maxWidth = 40;
        if (_isJson)
        {
            return;
        }

        if (Terminal is { } terminal)
        {
            terminal.Write(TerminalTable.Create(header, rows));
            return;
        }

        List<string[]> cells = [[.. header], .. rows.Select(row => row.Select(cell => OutputText.Shorten(cell, maxWidth)).ToArray())];
        int[] widths = [.. Enumerable.Range(0, header.Count).Select(column => cells.Max(row => row[column].Length))];
        foreach (string[] row in cells)
        {
            WriteLine(string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        }
    }

    /// <summary>Writes names with their values, without those that are <c>null</c> or empty, unless the document has the result.</summary>
    public void WriteProperties(params IEnumerable<(string Name, string? Value)> properties)
    {
        if (_isJson)
        {
            return;
        }

        (string Name, string Value)[] known = [.. properties.Where(property => !string.IsNullOrEmpty(property.Value)).Select(property => (property.Name, property.Value!))];
        if (Terminal is { } terminal)
        {
            terminal.Write(TerminalTable.Create(known));
            return;
        }

        int width = known.Max(property => property.Name.Length);
        foreach ((string name, string value) in known)
        {
            WriteLine($"{name.PadRight(width)}  {value}");
        }
    }

    /// <summary>Writes the result of a command: the error and the hint, and the JSON document. Returns the exit code, which is not 0 if the document could not be written.</summary>
    public int Complete(ToolDocument document)
    {
        if (document.ExitCode is not ExitCode.Succeeded && document.Message is { } message)
        {
            _ci.WriteError(OutputText.Clean(message));
        }

        foreach (string line in document.Hint?.Split('\n') ?? [])
        {
            WriteHint(OutputText.Clean(line), document.ExitCode is ExitCode.Succeeded);
        }

        WriteDocument(document);
        if (document.ExitCode is ExitCode.Succeeded && _isJson && _host.Output is ConsoleWriter { IsIncomplete: true })
        {
            _ci.WriteError("The JSON document could not be written to standard output.");
            return ExitCode.Failed;
        }

        return document.ExitCode;
    }

    private void WriteHint(string hint, bool isResult)
    {
        (TextWriter output, IAnsiConsole? terminal) = isResult ? (Lines, Terminal) : (_host.Error, _host.ErrorTerminal);
        foreach (string line in terminal is null ? [hint] : HintText.Wrap(hint, _host.Command, terminal.Profile.Width))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Writes the JSON document, if none was written: of a command that runs until it is interrupted before its end.</summary>
    public void WriteDocument(ToolDocument document)
    {
        if (_isJson && !_hasDocument)
        {
            _hasDocument = true;
            _host.Output.WriteLine(DocumentJson.Serialize(document));
        }
    }

    /// <summary>Makes the result available to later steps of the CI system, and adds the summary to its page.</summary>
    public void WriteToCi(ToolDocument document)
    {
        try
        {
            _ci.WriteOutputs([.. CreateOutputs(document)]);
            _ci.WriteSummary(document.Summary ?? DocumentSummary.Create(document));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            WriteWarning($"The outputs of the CI system cannot be written: {exception.Message}"); // The deployment is not affected.
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> CreateOutputs(ToolDocument document)
    {
        (string Name, string? Value)[] values =
        [
            ("outcome", document.Outcome),
            ("app-id", Format(document.AppId)),
            ("deployment-id", Format(document.DeploymentId)),
            ("status", document.Deployment is { } deployment ? DeploymentText.GetStatus(deployment) : document.Rollout is { } rollout ? JsonNamingPolicy.SnakeCaseLower.ConvertName(rollout.Status.ToString()) : null),
            ("commit-sha", document.Deployment?.CommitSha),
            ("image-tag", document.Deployment?.ImageTag),
            ("rollout-id", document.Rollout?.Id),
            ("message", document.Message),
        ];
        return values.Select(value => KeyValuePair.Create(value.Name, OutputText.ShortenToBytes(value.Value ?? "", MaxOutputBytes)));
    }

    private static string? Format(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}
