using System.Globalization;
using Spectre.Console;
using SpiceDeployments.Client;

namespace ListDeployments;

/// <summary>Writes deployments as a table.</summary>
internal static class DeploymentTable
{
    private const int DefaultFileWidth = 120;
    private const int MinWidthOfAllColumns = 90;
    private const int ShortCommitLength = 7;
    private const string NotSent = "-";

    private static readonly Column Id = new("Id", deployment => new Text(deployment.Id.ToString(CultureInfo.InvariantCulture)));
    private static readonly Column Status = new("Status", deployment => new Text(GetStatus(deployment), GetColor(deployment.Status)));
    private static readonly Column Created = new("Created (UTC)", deployment => new Text(GetCreated(deployment)));
    private static readonly Column Duration = new("Duration", deployment => new Text(GetDuration(deployment)));
    private static readonly Column Source = new("Source", deployment => new Text(RemoveControlCharacters(deployment.RawCreationSource ?? NotSent)));
    private static readonly Column Commit = new("Commit", deployment => new Text(GetCommit(deployment)) { Overflow = Overflow.Ellipsis });

    public static void Write(IReadOnlyList<Deployment> deployments)
    {
        if (Console.IsOutputRedirected)
        {
            bool isSet = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), CultureInfo.InvariantCulture, out int width);
            AnsiConsole.Profile.Width = isSet ? width : DefaultFileWidth;
        }

        Column[] columns = AnsiConsole.Profile.Width >= MinWidthOfAllColumns ? [Id, Status, Created, Duration, Source, Commit] : [Id, Status, Duration, Commit];
        Table table = new Table().RoundedBorder();
        table.AddColumns([.. columns.Select(column => new TableColumn(column.Name) { NoWrap = column != Commit })]);
        foreach (Deployment deployment in deployments)
        {
            table.AddRow(columns.Select(column => column.Format(deployment)));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>Replaces the characters that control a terminal in a text that somebody else wrote, such as a commit message.</summary>
    public static string RemoveControlCharacters(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) && character is not '\n' ? ' ' : character));

    private static string GetStatus(Deployment deployment) => deployment.IsSuperseded ? "superseded" : RemoveControlCharacters(deployment.RawStatus);

    private static Color GetColor(DeploymentStatus status) => status switch
    {
        DeploymentStatus.Succeeded => Color.Green,
        DeploymentStatus.Failed => Color.Red,
        DeploymentStatus.Queued or DeploymentStatus.InProgress => Color.Yellow,
        _ => Color.Grey,
    };

    private static string GetCreated(Deployment deployment) =>
        deployment.CreatedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? NotSent;

    private static string GetDuration(Deployment deployment) => deployment.Duration switch
    {
        null => NotSent,
        { TotalHours: >= 1 } duration => string.Create(CultureInfo.InvariantCulture, $"{Math.Truncate(duration.TotalHours)}:{duration:mm\\:ss}"),
        { } duration => duration.ToString(@"m\:ss", CultureInfo.InvariantCulture),
    };

    private static string GetCommit(Deployment deployment)
    {
        string? sha = deployment.CommitSha?[..Math.Min(ShortCommitLength, deployment.CommitSha.Length)];
        return RemoveControlCharacters($"{sha} {deployment.CommitMessage}\n{deployment.ErrorMessage}".Trim());
    }

    private sealed record Column(string Name, Func<Deployment, Text> Format);
}
