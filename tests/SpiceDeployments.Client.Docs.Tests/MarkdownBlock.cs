namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>A fenced block of code in a Markdown text.</summary>
/// <param name="Language">The word after the fence; empty when there is none.</param>
/// <param name="Text">The lines between the fences.</param>
public sealed record MarkdownBlock(string Language, string Text)
{
    private const string Fence = "```";

    public static IReadOnlyList<MarkdownBlock> ReadAll(string markdown)
    {
        var blocks = new List<MarkdownBlock>();
        var lines = new Queue<string>(markdown.ReplaceLineEndings("\n").Split('\n'));
        while (lines.TryDequeue(out string? line))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                blocks.Add(new MarkdownBlock(line[Fence.Length..].Trim(), ReadUntilFence(lines)));
            }
        }

        return blocks;
    }

    private static string ReadUntilFence(Queue<string> lines)
    {
        var text = new List<string>();
        while (lines.TryDequeue(out string? line) && line.Trim() != Fence)
        {
            text.Add(line);
        }

        return string.Join('\n', text);
    }
}
