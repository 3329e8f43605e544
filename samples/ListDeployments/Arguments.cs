using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SpiceDeployments.Client;

namespace ListDeployments;

/// <summary>What can be said on the command line.</summary>
internal static class Arguments
{
    private static readonly Dictionary<string, DeploymentStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["created"] = DeploymentStatus.Created,
        ["queued"] = DeploymentStatus.Queued,
        ["in_progress"] = DeploymentStatus.InProgress,
        ["succeeded"] = DeploymentStatus.Succeeded,
        ["failed"] = DeploymentStatus.Failed,
    };

    public static Option<long?> App { get; } = new("--app")
    {
        Description = $"The app to list; on the emulator {EmulatedHistory.AppId} unless said.",
        HelpName = "ID",
        CustomParser = argument => ReadNumber(argument, 1, long.MaxValue),
    };

    public static Option<DeploymentStatus?> Status { get; } = new("--status")
    {
        Description = $"List only deployments with this status: {string.Join(", ", Statuses.Keys)}.",
        HelpName = "STATUS",
        CustomParser = ReadStatus,
    };

    public static Option<int?> Limit { get; } = new("--limit")
    {
        Description = $"List no more than this, newest first: {ListDeploymentsOptions.MinLimit} to {ListDeploymentsOptions.MaxLimit}. The service's own default is 20.",
        HelpName = "COUNT",
        CustomParser = argument => (int?)ReadNumber(argument, ListDeploymentsOptions.MinLimit, ListDeploymentsOptions.MaxLimit),
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "Write JSON, and nothing else, to the standard output." };

    private static long? ReadNumber(ArgumentResult argument, long min, long max)
    {
        string text = argument.Tokens.Single().Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= min && number <= max)
        {
            return number;
        }

        argument.AddError($"{NameOf(argument)} needs a whole number from {min} to {max}, but got '{text}'.");
        return null;
    }

    private static DeploymentStatus? ReadStatus(ArgumentResult argument)
    {
        string text = argument.Tokens.Single().Value;
        if (Statuses.TryGetValue(text, out DeploymentStatus status))
        {
            return status;
        }

        argument.AddError($"{NameOf(argument)} needs one of {string.Join(", ", Statuses.Keys)}, but got '{text}'.");
        return null;
    }

    private static string? NameOf(ArgumentResult argument) => (argument.Parent as OptionResult)?.Option.Name;
}
