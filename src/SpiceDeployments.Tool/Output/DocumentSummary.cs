using System.Globalization;
using System.Text;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Output;

/// <summary>The message and the deployment of a document as Markdown, for the page of a CI run.</summary>
internal static class DocumentSummary
{
    public static string Create(ToolDocument document)
    {
        var text = new StringBuilder();
        string subject = document.DeploymentId is { } id ? $"Deployment {id}" : $"spice-deployments {document.Command}";
        text.Append(CultureInfo.InvariantCulture, $"## {subject}: {document.Outcome.Replace('_', ' ')}\n\n");
        AppendParagraph(text, document.Message);
        AppendParagraph(text, document.Hint);
        AppendTable(text, document);
        return text.ToString();
    }

    private static void AppendParagraph(StringBuilder text, string? paragraph)
    {
        if (!string.IsNullOrEmpty(paragraph))
        {
            text.Append(MarkdownText.Escape(paragraph)).Append("\n\n");
        }
    }

    private static void AppendTable(StringBuilder text, ToolDocument document)
    {
        (string Name, string? Value)[] rows =
        [
            ("App", document.AppId?.ToString(CultureInfo.InvariantCulture)),
            ("Image", document.Deployment?.ImageTag),
            ("Commit", document.Deployment?.CommitSha),
            ("Branch", document.Deployment?.Branch),
            ("Message", document.Deployment?.CommitMessage),
            ("Duration", document.Deployment?.Duration is { } duration ? OutputText.Seconds(duration) : null),
        ];
        text.Append("| | |\n|---|---|\n");
        foreach ((string name, string value) in rows.Where(row => !string.IsNullOrEmpty(row.Value)).Select(row => (row.Name, row.Value!)))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {MarkdownText.Escape(value)} |\n");
        }
    }
}
