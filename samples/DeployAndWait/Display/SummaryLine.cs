namespace DeployAndWait.Display;

/// <summary>One line of the summary.</summary>
internal sealed record SummaryLine(string Name, string Value);
