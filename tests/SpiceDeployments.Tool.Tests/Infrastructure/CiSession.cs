using System.Text.RegularExpressions;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>A session with the variables of a CI system, and what the runner of that system reads from the log and the files. The rules are those of the runners.</summary>
internal sealed partial class CiSession : IAsyncDisposable
{
    private readonly CiKind _kind;

    private CiSession(CiKind kind, ToolSession session)
    {
        _kind = kind;
        Session = session;
    }

    public ToolSession Session { get; }

    public static async Task<CiSession> StartAsync(CiKind kind)
    {
        ToolSession session = await ToolSession.StartAsync();
        foreach ((string variable, string value) in GetVariables(kind, session))
        {
            session.Variables[variable] = value;
        }

        return new CiSession(kind, session);
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    /// <summary>Returns the values that later steps read, by the names of GitHub's outputs.</summary>
    public IReadOnlyDictionary<string, string> ReadOutputs(ToolResult result) => _kind switch
    {
        CiKind.GitHubActions => GitHubOutputFile.Parse(File.ReadAllText(Session.PathOf("output"))),
        CiKind.AzurePipelines => FindCommands(result.All).Where(command => command.StartsWith("##vso[task.setvariable", StringComparison.Ordinal) && AzureVariable().IsMatch(command))
            .Select(command => AzureVariable().Match(command)).ToDictionary(match => ToOutput(match.Groups["name"].Value), match => match.Groups["value"].Value, StringComparer.Ordinal),
        _ => File.ReadAllLines(Session.PathOf("spice-deployments.env")).Select(line => line.Split('=', 2)).ToDictionary(pair => ToOutput(pair[0]), pair => pair[1], StringComparer.Ordinal),
    };

    public string ReadSummary() => File.ReadAllText(_kind is CiKind.GitHubActions ? Session.PathOf("summary") : Directory.GetFiles(Session.Folder.FullName, "*.md").Single());

    /// <summary>Returns the summaries of all commands so far.</summary>
    public IEnumerable<string> ReadSummaries() => _kind switch
    {
        CiKind.GitHubActions => [File.ReadAllText(Session.PathOf("summary"))],
        CiKind.AzurePipelines => Directory.GetFiles(Session.Folder.FullName, "spice-deployments-*.md").Select(File.ReadAllText),
        _ => [],
    };

    /// <summary>
    /// Returns the commands that a runner finds in a log. GitHub: <c>::</c> at the beginning of a trimmed line, or <c>##[</c> anywhere; Azure: <c>##vso[</c> anywhere, or
    /// <c>##[</c> at the beginning of a line; TeamCity: <c>##teamcity[</c> anywhere.
    /// </summary>
    public static IReadOnlyList<string> FindCommands(string log) =>
        [.. LineEnd().Split(log).Select(line => line.Trim()).Where(line => line.StartsWith("::", StringComparison.Ordinal) || line.Contains("##", StringComparison.Ordinal))];

    private static Dictionary<string, string> GetVariables(CiKind kind, ToolSession session) => kind switch
    {
        CiKind.GitHubActions => new() { ["GITHUB_ACTIONS"] = "true", ["CI"] = "true", ["GITHUB_OUTPUT"] = session.PathOf("output"), ["GITHUB_STEP_SUMMARY"] = session.PathOf("summary") },
        CiKind.AzurePipelines => new() { ["TF_BUILD"] = "True", ["AGENT_TEMPDIRECTORY"] = session.Folder.FullName },
        CiKind.GitLab => new() { ["GITLAB_CI"] = "true", ["CI"] = "true", ["CI_PROJECT_DIR"] = session.Folder.FullName },
        _ => [],
    };

    private static string ToOutput(string variable) => variable["SPICE_".Length..].ToLowerInvariant().Replace('_', '-');

    [GeneratedRegex(@"^##vso\[task\.setvariable variable=(?<name>\w+)\](?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AzureVariable();

    /// <summary>What any runner or terminal takes for the end of a line.</summary>
    [GeneratedRegex(@"\r\n|[\n\r\v\f\u0085\u2028\u2029]", RegexOptions.NonBacktracking)]
    private static partial Regex LineEnd();
}
