using System.Globalization;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client;
using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Tool.Output.Ci;
using SpiceDeployments.Tool.Output.Documents;
using SpiceDeployments.Tool.Output.Views;

namespace SpiceDeployments.Tool.Output;

/// <summary>Where a command writes. With <c>--json</c>, standard output contains the document only, and everything else is on standard error.</summary>
internal sealed class ToolOutput
{
    private readonly ToolHost _host;
    private readonly bool _isJson;
    private readonly CiSystem _ci;
    private bool _hasDocument;

    public ToolOutput(ToolHost host, bool isJson)
    {
        _host = host;
        _isJson = isJson;
        Lines = TextWriter.Synchronized(isJson ? host.Error : host.Output);
        _ci = CiSystem.Detect(host, Lines);
    }

    private TextWriter Lines { get; }

    private bool IsLive => !_isJson && _host.Terminal is not null;

    /// <summary>Writes a line of the program. Texts of the service in it are cleaned.</summary>
    public void WriteLine(string line) => Lines.WriteLine(OutputText.Clean(line));

    public void WriteWarning(string message) => _ci.WriteWarning(OutputText.Clean(message));

    /// <summary>Creates loggers that write warnings and errors.</summary>
    public ILoggerFactory CreateLoggerFactory() => new WarningLoggerFactory(this);

    /// <summary>Starts to show the progress of a deploy or of a wait. Dispose the view before the result is written.</summary>
    public IProgressView<DeploymentProgress> ShowDeployment() =>
        IsLive ? new DeploymentLiveView(_host.Terminal!, _host.TimeProvider) : new DeploymentLines(Lines);

    /// <summary>Starts to show the progress of a rollout. Dispose the view before the result is written.</summary>
    public IProgressView<RolloutProgress> ShowRollout() =>
        IsLive ? new RolloutLiveView(_host.Terminal!, _host.TimeProvider) : new RolloutLines(Lines);

    /// <summary>Writes rows with aligned columns. Only the last column may have any length.</summary>
    public void WriteTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        const int maxWidth = 40;
        List<string[]> cells = [[.. header], .. rows.Select(row => row.Select(cell => OutputText.Shorten(cell, maxWidth)).ToArray())];
        int[] widths = [.. Enumerable.Range(0, header.Count).Select(column => cells.Max(row => row[column].Length))];
        foreach (string[] row in cells)
        {
            WriteLine(string.Join("  ", row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd());
        }
    }

    /// <summary>Writes names with their values, without those that are <c>null</c> or empty.</summary>
    public void WriteProperties(params IEnumerable<(string Name, string? Value)> properties)
    {
        (string Name, string Value)[] known = [.. properties.Where(property => !string.IsNullOrEmpty(property.Value)).Select(property => (property.Name, property.Value!))];
        int width = known.Max(property => property.Name.Length);
        foreach ((string name, string value) in known)
        {
            WriteLine($"{name.PadRight(width)}  {value}");
        }
    }

    /// <summary>Writes the result of a command: the error and the hint, the values for the CI system, and the JSON document.</summary>
    public void Complete(ToolDocument document)
    {
        if (document.ExitCode is not ExitCode.Succeeded && document.Message is { } message)
        {
            _ci.WriteError(OutputText.Clean(message));
        }

        if (document.Hint is { } hint)
        {
            _host.Error.WriteLine(OutputText.Clean(hint));
        }

        WriteDocument(document);
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
    public void WriteToCi(ToolDocument document, string summary)
    {
        try
        {
            _ci.WriteOutputs([.. CreateOutputs(document)]);
            _ci.WriteSummary(summary);
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
            ("status", document.Deployment is { } deployment ? DeploymentText.GetStatus(deployment) : document.Rollout?.Status.ToString()),
            ("commit-sha", document.Deployment?.CommitSha),
            ("image-tag", document.Deployment?.ImageTag),
            ("rollout-id", document.Rollout?.Id),
            ("message", document.Message),
        ];
        return values.Select(value => KeyValuePair.Create(value.Name, OutputText.Clean(value.Value ?? "")));
    }

    private static string? Format(long? id) => id?.ToString(CultureInfo.InvariantCulture);
}
