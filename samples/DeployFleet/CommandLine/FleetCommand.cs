using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DeployFleet.Apps;

namespace DeployFleet.CommandLine;

/// <summary>Parses the command line.</summary>
internal static class FleetCommand
{
    private const int WrongUsage = 2;
    private const int LargeFleet = 100;
    private const string Description =
        """
        Rolls an image out to a fleet of apps of Spice.ai Cloud: a canary, three apps, then the rest.
        Without credentials in the environment, the apps are on an emulator in this process, and one deployment after the canary fails.

        Exit codes: 0 succeeded; 1 failed, stopped or rolled back; 2 wrong usage; 4 not authenticated; 130 canceled.
        """;

    private static readonly Option<int> Apps = new("--apps") { Description = "Emulator: the number of apps, 1 to 10000.", HelpName = "COUNT", DefaultValueFactory = _ => 12 };
    private static readonly Option<bool> NoFail = new("--no-fail") { Description = "Emulator: every deployment succeeds." };
    private static readonly Option<int?> KillAfter = new("--kill-after") { Description = "Emulator: kills the process of the rollout after this number of events, and starts it again.", HelpName = "EVENTS" };
    private static readonly Option<long[]> App = new("--app") { Description = "Real service: the apps, the canary first. Set SPICE_API_TOKEN.", HelpName = "ID", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int> Tolerance = new("--tolerance") { Description = "How many apps may fail. Default 0.", HelpName = "COUNT" };
    private static readonly Option<int?> Concurrency = new("--concurrency") { Description = "How many apps are deployed at the same time. Default 10, or 50 for more than 100 emulated apps.", HelpName = "COUNT" };
    private static readonly Option<bool> RollBack = new("--roll-back") { Description = "Changes the image in the settings of each app, and puts it back if the rollout fails." };
    private static readonly Option<DirectoryInfo> Journal = new("--journal") { Description = "The directory of the journals. Default: a temporary one.", HelpName = "DIR" };
    private static readonly Option<string> Id = new("--id") { Description = "The id of the rollout. A rollout with the same id and journal is continued. Default: a new id.", HelpName = "ID" };
    private static readonly Option<FileInfo> Report = new("--report") { Description = "Writes the report as Markdown.", HelpName = "FILE" };
    private static readonly Option<FileInfo> JUnit = new("--junit") { Description = "Writes the report as JUnit XML.", HelpName = "FILE" };

    /// <summary>Parses the command line and runs the program. Ctrl+C and SIGTERM cancel the token.</summary>
    public static async Task<int> RunAsync(string[] args, Func<FleetArguments, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand(Description) { Apps, NoFail, KillAfter, App, Tolerance, Concurrency, RollBack, Journal, Id, Report, JUnit };
        command.Validators.Add(Validate);
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));

        ParseResult parsed = command.Parse(args);
        int exitCode = await parsed.InvokeAsync();
        return parsed.Errors.Count is 0 ? exitCode : WrongUsage;
    }

    private static void Validate(CommandResult command)
    {
        bool isReal = FleetCredentials.AreSet;
        string? error =
            Get(Apps) is < 1 or > 10_000 ? "--apps must be from 1 to 10000."
            : Get(KillAfter) is < 1 ? "--kill-after must be greater than 0."
            : isReal && (Has(NoFail) || Has(KillAfter)) ? "--no-fail and --kill-after run on the emulator: remove the credentials from the environment."
            : !isReal && Has(App) ? "--app is for the real service: set SPICE_API_TOKEN."
            : null;
        if (error is not null)
        {
            command.AddError(error);
        }

        bool Has(Option option) => command.GetResult(option) is { Implicit: false };

        int? Get(Option option) => command.GetResult(option) is { Tokens: [{ Value: var text }] } && int.TryParse(text, CultureInfo.InvariantCulture, out int value) ? value : null;
    }

    private static FleetArguments Read(ParseResult parsed) => new()
    {
        AppIds = parsed.GetValue(App) ?? [],
        AppCount = parsed.GetValue(Apps),
        Fails = !parsed.GetValue(NoFail),
        FailureTolerance = parsed.GetValue(Tolerance),
        MaxConcurrency = parsed.GetValue(Concurrency) ?? (parsed.GetValue(Apps) > LargeFleet ? 50 : 10),
        RollsBack = parsed.GetValue(RollBack),
        JournalDirectory = parsed.GetValue(Journal)?.FullName ?? Path.Join(Path.GetTempPath(), "spice-fleet"),
        RolloutId = parsed.GetValue(Id) ?? $"fleet-{Guid.NewGuid():N}"[..14],
        ReportFile = parsed.GetValue(Report),
        JUnitFile = parsed.GetValue(JUnit),
        KillAfter = parsed.GetValue(KillAfter),
    };
}
