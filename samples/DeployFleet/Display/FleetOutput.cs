using DeployFleet.CommandLine;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Display;

/// <summary>What the program writes before and after the rollout.</summary>
internal static class FleetOutput
{
    /// <summary>More apps are shown only if they need attention.</summary>
    public const int MaxApps = 30;

    public static void WriteHeading(RolloutPlan plan, FleetArguments arguments, bool isEmulated)
    {
        if (isEmulated)
        {
            Console.WriteLine("The environment contains no credentials: the apps are on an emulator in this process.");
        }

        Console.WriteLine($"Rollout {arguments.RolloutId}, journal in {Path.Join(arguments.JournalDirectory, arguments.RolloutId)}");
        Console.WriteLine(plan.Request.Targets.Count <= MaxApps ? plan.ToString() : $"{plan.Request.Targets.Count} apps in {plan.Waves.Count} waves");
        Console.WriteLine();
    }

    public static void WriteReport(RolloutReport report)
    {
        Console.WriteLine();
        Console.WriteLine(Console.IsOutputRedirected && report.Rollout.Targets.Count <= MaxApps ? report.ToMarkdown().TrimEnd() : report.ToString());
    }

    public static async Task SaveReportAsync(RolloutReport report, FleetArguments arguments)
    {
        await SaveAsync(arguments.ReportFile, report.ToMarkdown());
        await SaveAsync(arguments.JUnitFile, report.ToJUnitXml());
    }

    /// <summary>An emulator in this process has ended with it. The service continues the deployments in flight.</summary>
    public static string DescribeCancellation(FleetArguments arguments, bool isEmulated) => isEmulated
        ? $"Canceled. On a real service, the deployments in flight would continue, and the same command with --journal {arguments.JournalDirectory} --id {arguments.RolloutId} would resume the rollout. See --kill-after."
        : $"Canceled. The deployments in flight continue. To resume the rollout, run the same command with --journal {arguments.JournalDirectory} --id {arguments.RolloutId}.";

    private static async Task SaveAsync(FileInfo? file, string text)
    {
        if (file is not null)
        {
            file.Directory?.Create();
            await File.WriteAllTextAsync(file.FullName, text);
        }
    }
}
