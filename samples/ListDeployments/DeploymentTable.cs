using System.Globalization;
using Spectre.Console;
using SpiceDeployments.Client;

namespace ListDeployments;

/// <summary>Deployments as a person reads them.</summary>
internal static class DeploymentTable
{
    private const int WidthOfFiles = 120;
    private const int ShortCommit = 7;

    public static void Write(IReadOnlyList<Deployment> deployments)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        Table table = new Table().RoundedBorder().AddColumns("Id", "Status", "Created (UTC)", "Took", "From", "What");
        foreach (Deployment deployment in deployments)
        {
            table.AddRow(
                new Text(deployment.Id.ToString(CultureInfo.InvariantCulture)),
                new Text(PrintableText.Of(deployment.RawStatus), ColorOf(deployment.Status)),
                new Text(Created(deployment)),
                new Text(Took(deployment)),
                new Text(PrintableText.Of(deployment.RawCreationSource ?? "-")),
                new Text(PrintableText.Of(What(deployment))));
        }

        AnsiConsole.Write(table);
    }

    private static Color ColorOf(DeploymentStatus status) => status switch
    {
        DeploymentStatus.Succeeded => Color.Green,
        DeploymentStatus.Failed => Color.Red,
        DeploymentStatus.Queued or DeploymentStatus.InProgress => Color.Yellow,
        _ => Color.Grey,
    };

    private static string Created(Deployment deployment) =>
        deployment.CreatedAt == default ? "-" : deployment.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Took(Deployment deployment) => deployment.Duration switch
    {
        null => "-",
        { TotalHours: >= 1 } time => string.Create(CultureInfo.InvariantCulture, $"{Math.Truncate(time.TotalHours)}:{time:mm\\:ss}"),
        { } time => time.ToString(@"m\:ss", CultureInfo.InvariantCulture),
    };

    private static string What(Deployment deployment)
    {
        string?[] commit = [deployment.CommitSha?[..Math.Min(ShortCommit, deployment.CommitSha.Length)], deployment.CommitMessage];
        string?[] lines = [string.Join(' ', commit.Where(part => part is not null)), deployment.ErrorMessage];
        return string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
    }
}
