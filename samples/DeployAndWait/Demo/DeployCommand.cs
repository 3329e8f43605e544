using System.CommandLine;
using System.CommandLine.Parsing;
using SpiceDeployments.Client;

namespace DeployAndWait.Demo;

/// <summary>Parses the command line.</summary>
internal static class DeployCommand
{
    private const int WrongUsage = 2;
    private const string Description =
        """
        Deploys an app of Spice.ai Cloud and waits until the deployment completes.
        Without --app, the app is on an emulator in this process, and no account is required.

        Exit codes: 0 succeeded; 1 failed, timed out or rejected; 2 wrong usage; 4 not authenticated; 130 canceled.
        """;

    private static readonly Option<bool> Fail = new("--fail") { Description = "Emulator: the deployment fails." };
    private static readonly Option<bool> Conflict = new("--conflict") { Description = "Emulator: another deployment of the app is active at first." };
    private static readonly Option<int> Chaos = new("--chaos") { Description = "Emulator: the network loses responses and hangs.", HelpName = "SEED" };
    private static readonly Option<long> App = new("--app") { Description = "Real service: the app to deploy. Set SPICE_API_TOKEN.", HelpName = "ID" };
    private static readonly Option<long> Resume = new("--resume") { Description = "Real service: wait for this deployment.", HelpName = "DEPLOYMENT_ID" };
    private static readonly Option<string> Image = new("--image") { Description = "Real service: the tag of the container image.", HelpName = "TAG" };
    private static readonly Option<int> Replicas = new("--replicas") { Description = "Real service: the number of replicas, 0 to 10.", HelpName = "COUNT" };
    private static readonly Option<string> Branch = new("--branch") { Description = "Real service: the Git branch.", HelpName = "NAME" };
    private static readonly Option<string> Commit = new("--commit") { Description = "Real service: the Git commit.", HelpName = "SHA" };
    private static readonly Option<string> Message = new("--message") { Description = "Real service: the Git commit message.", HelpName = "TEXT" };

    private static readonly Option[] ScenarioOptions = [Fail, Conflict, Chaos];
    private static readonly Option[] RequestOptions = [Image, Replicas, Branch, Commit, Message];

    /// <summary>Parses the command line and runs the program. Ctrl+C and SIGTERM cancel the token.</summary>
    public static async Task<int> RunAsync(string[] args, Func<DeployArguments, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand(Description) { Fail, Conflict, Chaos, App, Resume, Image, Replicas, Branch, Commit, Message };
        command.Validators.Add(Validate);
        command.SetAction((parsed, cancellationToken) => run(Read(parsed), cancellationToken));

        ParseResult parsed = command.Parse(args);
        int exitCode = await parsed.InvokeAsync();
        return parsed.Errors.Count is 0 ? exitCode : WrongUsage;
    }

    private static void Validate(CommandResult command)
    {
        bool isReal = Has(App);
        bool isResumed = Has(Resume);
        bool hasRequest = RequestOptions.Any(Has);
        int scenarios = ScenarioOptions.Count(Has);
        string? error =
            scenarios > 1 ? "Choose one of --fail, --conflict and --chaos."
            : isReal && scenarios > 0 ? "--fail, --conflict and --chaos run on the emulator: omit --app."
            : !isReal && (isResumed || hasRequest) ? "--resume, --image, --replicas, --branch, --commit and --message are for the real service: add --app ID."
            : isResumed && hasRequest ? "--resume waits for an existing deployment: omit the options that describe a new one."
            : null;
        if (error is not null)
        {
            command.AddError(error);
        }

        bool Has(Option option) => command.GetResult(option) is not null;
    }

    private static DeployArguments Read(ParseResult parsed)
    {
        bool isReal = parsed.GetResult(App) is not null;
        return new DeployArguments
        {
            IsDemo = !isReal,
            Scenario = parsed.GetValue(Fail) ? DemoScenario.Failure
                : parsed.GetValue(Conflict) ? DemoScenario.Conflict
                : parsed.GetResult(Chaos) is not null ? DemoScenario.Chaos
                : DemoScenario.Success,
            Seed = parsed.GetValue(Chaos),
            AppId = isReal ? parsed.GetValue(App) : DemoService.AppId,
            DeploymentId = parsed.GetResult(Resume) is null ? null : parsed.GetValue(Resume),
            Request = isReal ? ReadRequest(parsed) : DemoService.Request,
        };
    }

    private static CreateDeploymentRequest ReadRequest(ParseResult parsed) => new()
    {
        ImageTag = parsed.GetValue(Image),
        Replicas = parsed.GetResult(Replicas) is null ? null : parsed.GetValue(Replicas),
        Branch = parsed.GetValue(Branch),
        CommitSha = parsed.GetValue(Commit),
        CommitMessage = parsed.GetValue(Message),
    };
}
