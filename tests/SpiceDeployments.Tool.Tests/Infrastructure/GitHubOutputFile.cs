namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>Reads the file of outputs as the runner of GitHub Actions does: <c>name=value</c>, or <c>name&lt;&lt;DELIMITER</c> and lines until the delimiter.</summary>
internal static class GitHubOutputFile
{
    public static IReadOnlyDictionary<string, string> Parse(string content)
    {
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new Queue<string>(content.Split('\n'));
        while (lines.TryDequeue(out string? line))
        {
            if (line.Length is 0)
            {
                continue;
            }

            int heredoc = line.IndexOf("<<", StringComparison.Ordinal);
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals >= 0 && (heredoc < 0 || equals < heredoc))
            {
                outputs[line[..equals]] = line[(equals + 1)..];
                continue;
            }

            string delimiter = line[(heredoc + 2)..];
            var value = new List<string>();
            while (lines.Dequeue() is var next && next != delimiter)
            {
                value.Add(next);
            }

            outputs[line[..heredoc]] = string.Join('\n', value);
        }

        return outputs;
    }
}
