using System.CommandLine;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The options of <c>deploy</c>.</summary>
internal sealed class DeployArguments
{
    private static readonly Dictionary<string, GitMode> GitModes = new(StringComparer.Ordinal) { ["auto"] = GitMode.Auto, ["off"] = GitMode.Off };
    private static readonly Dictionary<string, ConflictBehavior> ConflictBehaviors = new(StringComparer.Ordinal) { ["wait"] = ConflictBehavior.WaitAndRetry, ["fail"] = ConflictBehavior.Throw };

    private readonly Option<AppReference> _app = AppReference.CreateOption();
    private readonly Option<string?> _imageTag = TextOption.Create("--image-tag", "TAG", "The tag of the container image.");
    private readonly Option<string?> _channel = TextOption.Create("--channel", "CHANNEL", "The update channel: stable, preview or nightly.");
    private readonly Option<int?> _replicas = new("--replicas") { Description = "The number of replicas.", HelpName = "COUNT" };
    private readonly Option<string?> _branch = TextOption.Create("--branch", "BRANCH", "The Git branch. Chooses what is deployed if the app is connected to GitHub; otherwise only recorded.");
    private readonly Option<string?> _commit = TextOption.Create("--commit", "SHA", "The Git commit. Chooses what is deployed if the app is connected to GitHub; otherwise only recorded.");
    private readonly Option<string?> _message = TextOption.Create("--message", "TEXT", "The commit message, which is recorded.");
    private readonly Option<bool> _debug = new("--debug") { Description = "Deploy with debug settings." };
    private readonly Option<GitMode?> _git = Choice.CreateOption("--git", "Send branch, commit and message of the CI system or of git. Default auto, or off if the app is connected to GitHub.", GitModes);
    private readonly Option<FileInfo?> _spicepod = new("--spicepod") { Description = "Replace the spicepod of the app first.", HelpName = "FILE" };
    private readonly Option<string[]> _tag = new("--tag") { Description = "Set a tag of the app first; KEY= removes the tag. Can be repeated.", HelpName = "KEY=VALUE" };
    private readonly Option<TimeSpan?> _timeout = Duration.CreateOption("--timeout", "How long to wait for an active deployment of the app, and then for the own one, such as 90s, 10m or 00:10:00. Default 10m each.");
    private readonly Option<ConflictBehavior?> _conflict = Choice.CreateOption("--conflict", "What to do if another deployment of the app is active. Default wait.", ConflictBehaviors);
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Exit as soon as the deployment is created." };
    private readonly Option<FileInfo?> _intent = new("--intent") { Description = "Store the create in a file before it is sent. After a crash, the same command continues from the file, without a second deployment.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        Option[] options = [_app, _imageTag, _channel, _replicas, _branch, _commit, _message, _debug, _git, _spicepod, _tag, _timeout, _conflict, _noWait, _intent];
        foreach (Option option in options)
        {
            command.Add(option);
        }

        _tag.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value).Where(text => text.IndexOf('=', StringComparison.Ordinal) < 1))
            {
                result.AddError($"'{text}' is not a tag. Write KEY=VALUE.");
            }
        });
    }

    public Values Read(ParseResult arguments) => new()
    {
        App = arguments.GetRequiredValue(_app),
        Request = new CreateDeploymentRequest
        {
            ImageTag = arguments.GetValue(_imageTag),
            Channel = arguments.GetValue(_channel),
            Replicas = arguments.GetValue(_replicas),
            Branch = arguments.GetValue(_branch),
            CommitSha = arguments.GetValue(_commit),
            CommitMessage = arguments.GetValue(_message),
            Debug = arguments.GetValue(_debug) ? true : null,
        },
        Git = arguments.GetValue(_git),
        Spicepod = arguments.GetValue(_spicepod),
        Tags = (arguments.GetValue(_tag) ?? []).Select(text => text.Split('=', 2)).GroupBy(tag => tag[0], StringComparer.Ordinal)
            .ToDictionary(tags => tags.Key, tags => tags.Last()[1] is { Length: > 0 } value ? value : null, StringComparer.Ordinal),
        Timeout = arguments.GetValue(_timeout),
        ConflictBehavior = arguments.GetValue(_conflict) ?? ConflictBehavior.WaitAndRetry,
        Waits = !arguments.GetValue(_noWait),
        Intent = arguments.GetValue(_intent),
    };

    /// <summary>The values of the options.</summary>
    public sealed record Values
    {
        public required AppReference App { get; init; }

        public required CreateDeploymentRequest Request { get; init; }

        public required GitMode? Git { get; init; }

        public required FileInfo? Spicepod { get; init; }

        /// <summary>The tags to set, by key. <c>null</c> removes a tag.</summary>
        public required IReadOnlyDictionary<string, string?> Tags { get; init; }

        public required TimeSpan? Timeout { get; init; }

        public required ConflictBehavior ConflictBehavior { get; init; }

        public required bool Waits { get; init; }

        public required FileInfo? Intent { get; init; }

        public PollingOptions? Polling => Timeout is { } timeout ? new PollingOptions { Timeout = timeout } : null;
    }
}
