using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CsCheck;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Output;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Output;

/// <summary>No text of the service, of Git or of a file steers a terminal, starts a command of a CI system, or adds an output, in any sink.</summary>
public sealed partial class HostileTextTests
{
    private static readonly string[] Fragments =
    [
        "::error::owned", "::set-output name=x::1", "##vso[task.setvariable variable=SPICE_DEPLOYMENT_ID]666", "##[command]rm", "##[", "##teamcity[x]", "#", "##", ":", "::", "\n", "\r", "\r\n", "\u2028", "\u2029",
        "\u0085", "\v", "\f", "\t", "\0", "\u001b]0;owned\u0007", "\u001b[2J", "\u009b2J", "\u202e", "\u2066", "\u200f", "\ud800", "<script>alert(1)</script>", "![x](https://evil.example/x.png)", "|", "`", "@octocat",
        "deployment-id=666", "x<<EOF", "EOF", "SPICE_DEPLOYMENT_ID=666", "%0A::error::owned", "%0D%0A", "[red]", "[/]", "[link=https://evil.example]", " ", "  ", "\"", "\\", "'", "$(reboot)", "😀", "日本", "e\u0301",
    ];

    private static readonly SearchValues<char> Markup = SearchValues.Create(@"\`*_[]#~<>&@");

    private static readonly Gen<string> Hostile = Gen.OneOf(Gen.OneOf(Array.ConvertAll(Fragments, Gen.Const)), Gen.String[Gen.Char, 0, 12]).Array[1, 8].Select(string.Concat);

    [Fact]
    public void Clean_AnyText_IsOneHarmlessLine() => Hostile.Sample(text =>
    {
        string cleaned = OutputText.Clean(text);

        AssertHarmless(cleaned);
        Assert.Empty(CiSession.FindCommands(cleaned));
    });

    [Fact]
    public void Clean_OrdinaryText_IsUnchanged() => Assert.Equal("Failed: 100 % of [a] 'x', 😀 日本 é #1 a:b", OutputText.Clean("Failed: 100 % of [a] 'x', 😀 日本 é #1 a:b"));

    [Fact]
    public void Clean_LongText_IsCut() => Assert.Equal(4097, OutputText.Clean(new string('x', 10_000_000)).Length);

    [Theory]
    [InlineData(CiKind.None)]
    [InlineData(CiKind.GitHubActions)]
    [InlineData(CiKind.AzurePipelines)]
    [InlineData(CiKind.GitLab)]
    public Task EverySink_HostileTexts_ReceivesOnlyWhatTheProgramWrites(CiKind kind) =>
        Hostile.Array[6].SampleAsync(texts => CheckAsync(kind, texts), iter: 12, threads: 1);

    [Fact]
    public Task Terminal_HostileTexts_ReceivesOnlyTheSequencesOfTheProgram() => Hostile.Array[6].SampleAsync(CheckTerminalAsync, iter: 12, threads: 1);

    private static async Task CheckAsync(CiKind kind, string[] texts)
    {
        await using CiSession ci = await CiSession.StartAsync(kind);
        foreach (string[] command in await PrepareAsync(ci.Session, texts))
        {
            await CheckAsync(ci, kind, command);
            await CheckJsonAsync(ci, kind, [.. command, "--json"]);
        }

        AssertReports(ci.Session);
        Assert.All(ci.ReadSummaries(), AssertMarkdown);
    }

    private static async Task CheckTerminalAsync(string[] texts)
    {
        await using ToolSession session = await ToolSession.StartAsync();
        foreach (string[] command in await PrepareAsync(session, texts))
        {
            var terminal = new TestTerminal(width: 60); // Throws at a sequence that it does not know.
            (session.Terminal, session.ErrorTerminal) = (terminal.Console, terminal.Console);

            await session.RunAsync(command);

            Assert.All(terminal.Text.Split('\n'), AssertHarmless);
        }
    }

    /// <summary>Stores the texts wherever the service and the files may have them, and returns the commands that write them.</summary>
    private static async Task<string[][]> PrepareAsync(ToolSession session, string[] texts)
    {
        EmulatedApp app = session.Cloud.GetApp(42);
        app.WithNormalization(NormalizationRule.Change(values => values with { Branch = texts[0], CommitSha = texts[1], ImageTag = texts[2], CommitMessage = texts[3], Channel = texts[4] }));
        app.WithSettings(settings => settings with { Description = texts[0], ImageTag = texts[2], Region = texts[3] });
        DeploymentScript failure = new DeploymentScript().Fails(texts[5], texts[4]);
        app.WithDefaultScript(failure);
        string name = ToName(texts[0]);
        session.Cloud.AddApp(77, name).WithDefaultScript(failure);
        await WriteAsync(session, "rollout.json", $$"""{ "id": "release", "apps": [42, {{Quote(name)}}], "failureTolerance": 2 }""");
        await WriteAsync(session, "texts.json", $$"""{ "id": "texts", "apps": [42], "deploy": { "imageTag": {{Quote(texts[1])}}, "branch": {{Quote(texts[2])}}, "message": {{Quote(texts[3])}} } }""");
        await WriteAsync(session, "unknown.json", $$"""{ "id": "unknown", "apps": [{{Quote(texts[1])}}], "organization": {{Quote(texts[2])}} }""");
        await WriteAsync(session, "wrong.json", $$"""{ "id": {{Quote(texts[0])}}, "apps": [42], {{Quote(texts[1])}}: 1, "update": { "spicepod": {{Quote(texts[2])}} } }""");
        string[] reports = ["--report", session.PathOf("report.md"), "--junit", session.PathOf("report.xml")];
        return
        [
            ["deploy", "--app", "42"], ["list", "--app", "42"], ["show", "--app", "42", "1001"], ["wait", "--app", "42", "1001"], ["apps", "list"], ["apps", "show", "42"],
            ["rollout", "start", "-f", session.PathOf("texts.json")], ["rollout", "start", "-f", session.PathOf("unknown.json")], ["rollout", "plan", "-f", session.PathOf("wrong.json")],
            ["rollout", "plan", "-f", session.PathOf("rollout.json")], ["rollout", "start", "-f", session.PathOf("rollout.json"), .. reports], ["rollout", "status", "-f", session.PathOf("rollout.json")],
        ];
    }

    /// <summary>A name that a rollout file can have.</summary>
    private static string ToName(string text) => $"x{text.Replace('/', '-').Replace('\ud800', '-')}".Trim();

    private static string Quote(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";

    private static Task WriteAsync(ToolSession session, string name, string content) => File.WriteAllTextAsync(session.PathOf(name), content, TestContext.Current.CancellationToken);

    private static async Task CheckAsync(CiSession ci, CiKind kind, string[] command)
    {
        ToolResult result = await ci.Session.RunAsync(command);

        Assert.All(result.All.Split('\n'), AssertHarmless);
        AssertOwnCommands(kind, result.All);
        if (kind is not CiKind.None && command[0] is "deploy" or "wait")
        {
            AssertOutputs(ci, result);
        }
    }

    private static async Task CheckJsonAsync(CiSession ci, CiKind kind, string[] command)
    {
        ToolResult result = await ci.Session.RunAsync(command);

        Assert.Equal(JsonValueKind.Object, result.Document.ValueKind);
        Assert.All(result.Output, character => Assert.True(character is '\n' or (>= ' ' and <= '~')));
        Assert.Empty(CiSession.FindCommands(result.Output));
        AssertOwnCommands(kind, result.Error);
    }

    private static void AssertOutputs(CiSession ci, ToolResult result)
    {
        IReadOnlyDictionary<string, string> outputs = ci.ReadOutputs(result);
        Assert.Equal(["app-id", "commit-sha", "deployment-id", "image-tag", "message", "outcome", "rollout-id", "status"], outputs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("42", "1001", "failed"), (outputs["app-id"], outputs["deployment-id"], outputs["outcome"]));
        Assert.All(outputs.Values, AssertHarmless);
        Assert.All(outputs.Values, value => Assert.InRange(value.Length, 0, 500));
    }

    /// <summary>The reports of a rollout of two apps, both of which have failed. A log may contain the files.</summary>
    private static void AssertReports(ToolSession session)
    {
        string markdown = File.ReadAllText(session.PathOf("report.md"));
        AssertMarkdown(markdown);
        Assert.Equal(2, markdown.Split('\n').Count(line => line.Contains("| Failed |", StringComparison.Ordinal)));
        string xml = File.ReadAllText(session.PathOf("report.xml"));
        Assert.All(xml.Split('\n', '\r'), AssertHarmless);
        Assert.Empty(CiSession.FindCommands(xml));
        Assert.Equal(2, XDocument.Parse(xml).Descendants("failure").Count());
    }

    /// <summary>Without its headings, its tables and what is escaped, the text has no character that Markdown or HTML would interpret.</summary>
    private static void AssertMarkdown(string markdown) => Assert.All(markdown.Split('\n'), line =>
    {
        AssertHarmless(line);
        string text = Escaped().Replace(line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : line, "");
        Assert.Empty(CiSession.FindCommands(text));
        Assert.Equal(-1, text.AsSpan().IndexOfAny(Markup));
        Assert.Contains(text.Count(character => character is '|'), line.StartsWith('|') ? [3, 7] : (int[])[0]);
    });

    [GeneratedRegex(@"\\[\\`*_\[\]|#~]|&(?:lt|gt|amp|#64);", RegexOptions.NonBacktracking)]
    private static partial Regex Escaped();

    /// <summary>The commands are those that the program writes, and their values contain no command.</summary>
    private static void AssertOwnCommands(CiKind kind, string log)
    {
        string[] own = kind switch
        {
            CiKind.GitHubActions => ["::error title=spice-deployments::", "::warning title=spice-deployments::"],
            CiKind.AzurePipelines => ["##vso[task.logissue type=error]", "##vso[task.logissue type=warning]", "##vso[task.setvariable variable=SPICE_", "##vso[task.uploadsummary]"],
            _ => [],
        };
        Assert.All(CiSession.FindCommands(log), command =>
        {
            string start = Assert.Single(own, prefix => command.StartsWith(prefix, StringComparison.Ordinal));
            Assert.Empty(CiSession.FindCommands(command[start.Length..]));
        });
    }

    private static void AssertHarmless(string line) => Assert.All(line.EnumerateRunes(), rune => Assert.False(
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate,
        $"U+{rune.Value:X4}"));
}
