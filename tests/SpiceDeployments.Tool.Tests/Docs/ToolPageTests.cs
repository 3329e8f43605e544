using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SpiceDeployments.Client.Tests.Shared;
using SpiceDeployments.Tool.Commands;
using SpiceDeployments.Tool.Commands.Rollouts;
using SpiceDeployments.Tool.Output.Documents;

namespace SpiceDeployments.Tool.Tests.Docs;

/// <summary>Compares <c>docs/tool.md</c>, and the other pages with commands, with the program.</summary>
public sealed class ToolPageTests
{
    private static readonly string[] Programs = ["spice-deployments ", "dnx SpiceDeployments.Tool ", "dnx --yes SpiceDeployments.Tool@1.0.0 "];

    private static readonly MarkdownSection Page = MarkdownSection.Read(Repository.PathOf("docs", "tool.md"));

    /// <summary>A command may have a page of its own, such as <c>docs/emulator.md</c>.</summary>
    private static readonly MarkdownSection[] Pages =
    [
        Page,
        .. CreateRoot().Subcommands.Select(command => Repository.PathOf("docs", $"{command.Name}.md")).Where(File.Exists).Select(MarkdownSection.Read),
    ];

    public static TheoryData<string> Commands => [.. Descend(CreateRoot()).OfType<ToolCommand>().Select(GetPath)];

    [Fact]
    public void Examples_OfThePages_AreValid()
    {
        string[] examples = [.. Pages.Append(MarkdownSection.Read(Repository.PathOf("src", "SpiceDeployments.Tool", "README.md"))).SelectMany(GetExamples)];

        Assert.InRange(examples.Length, 25, 200);
        Assert.All(examples, example => Assert.Empty(CreateRoot().Parse([.. CommandLineParser.SplitCommandLine(example)]).Errors));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Command_WithItsOptionsAndArguments_IsDescribed(string path)
    {
        Command command = Descend(CreateRoot()).Single(command => GetPath(command) == path);
        MarkdownSection[] sections = [.. Pages.SelectMany(page => page.GetSections(2)).Where(section => GetExamples(section).Any(example => $"{example} ".StartsWith($"{path} ", StringComparison.Ordinal)))];
        string[] words = [.. sections.Append(Page.GetSection(2, "Common options")).SelectMany(section => MarkdownSection.GetCode(section.Text)).SelectMany(code => code.Split(' '))];

        Assert.NotEmpty(sections);
        Assert.Empty(command.Options.Where(option => option is not HelpOption).SelectMany(option => option.Aliases.Append(option.Name)).Except(words, StringComparer.Ordinal));
        Assert.Empty(command.Arguments.Select(argument => argument.Name).Except(words, StringComparer.Ordinal));
    }

    [Fact]
    public void CommonOptions_OfTheProgram_AreListed()
    {
        string[] listed = [.. Page.GetSection(2, "Common options").FirstNames.Select(name => name.Split(' ')[0])];

        Assert.Equal(CreateRoot().Options.SelectMany(option => option.Aliases.Append(option.Name)).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ExitCodes_OfTheProgram_AreListed()
    {
        int[] codes = [.. typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!).Order()];

        string[] rows = [.. Page.GetSection(2, "Exit codes").Text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

        Assert.Equal(codes.Select(code => string.Create(CultureInfo.InvariantCulture, $"| {code} | `{ExitCode.GetName(code)}` |")), rows.Select(row => string.Join('|', row.Split('|')[..3]) + "|"));
    }

    [Fact]
    public void Document_EveryProperty_IsListed() => AssertProperties<ToolDocument>(new MarkdownSection("", Page.GetSection(2, "JSON").Text.Split("\n### ")[0]));

    [Fact]
    public void DocumentParts_EveryProperty_IsListed()
    {
        MarkdownSection json = Page.GetSection(2, "JSON");

        AssertProperties<Client.Deployment>(json.GetSection(3, "Deployment"));
        AssertProperties<AppDocument>(json.GetSection(3, "App"));
        AssertProperties<RolloutPlanDocument>(json.GetSection(3, "Plan"));
        AssertProperties<EmulatorDocument>(json.GetSection(3, "Running emulator"));
        string[] rollout = json.GetSection(3, "Rollout").Text.Split("Each app has:");
        AssertProperties<RolloutDocument>(new MarkdownSection("", rollout[0]));
        AssertProperties<RolloutDocument.RolloutAppDocument>(new MarkdownSection("", rollout[1]));
    }

    [Fact]
    public void DocumentExample_HasPropertiesOfTheProgram()
    {
        var example = JsonElement.Parse(Page.GetSection(2, "JSON").GetBlocks().Single(block => block.Language is "json").Content);

        Assert.Empty(example.EnumerateObject().Select(property => property.Name).Except(GetNames<ToolDocument>(), StringComparer.Ordinal));
        Assert.Empty(example.GetProperty("deployment").EnumerateObject().Select(property => property.Name).Except(GetNames<Client.Deployment>(), StringComparer.Ordinal));
    }

    [Fact]
    public void RolloutFile_EveryProperty_IsListedAndPartOfTheExample()
    {
        MarkdownSection section = Page.GetSection(2, "Rollouts").GetSection(3, "Rollout files");
        string[] names = [.. GetFileNames<RolloutFile>(), .. GetFileNames<AppEntryConverter.AppObject>(), .. GetFileNames<RolloutFile.DeployEntry>(), .. GetFileNames<RolloutFile.UpdateEntry>(), .. GetFileNames<RolloutFile.GateEntry>()];

        Assert.Equal(names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), section.FirstNames.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        RolloutFile example = JsonSerializer.Deserialize(section.GetBlocks().Single().Content, RolloutFileJsonContext.Default.RolloutFile)!;
        Assert.Equal(("release-2.4.0", 3, 20), (example.Id, example.Apps.Count, (int)example.Timeout!.Value.TotalMinutes));
        Assert.All(GetFileNames<RolloutFile>().Except(["$schema"], StringComparer.Ordinal), name => Assert.Contains($"\"{name}\":", section.Text, StringComparison.Ordinal));
    }

    private static RootCommand CreateRoot() => ToolRootCommand.Create(ToolHost.OfProcess());

    private static IEnumerable<Command> Descend(Command command) => command.Subcommands.SelectMany(Descend).Append(command);

    private static string GetPath(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{GetPath(parent)} {command.Name}" : command.Name;

    /// <summary>Returns the command lines in blocks and in the text, without the name of the program and without what follows a pipe.</summary>
    private static IEnumerable<string> GetExamples(MarkdownSection section) =>
        from line in section.GetBlocks().SelectMany(block => block.Content.Split('\n')).Concat(MarkdownSection.GetCode(section.Text))
        let command = line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line
        let program = Array.Find(Programs, program => command.StartsWith(program, StringComparison.Ordinal))
        where program is not null
        select command[program.Length..].Replace("\\|", "|", StringComparison.Ordinal).Split('|')[0].TrimEnd();

    private static void AssertProperties<T>(MarkdownSection section) =>
        Assert.Equal(GetNames<T>().Order(StringComparer.Ordinal), section.FirstNames.Order(StringComparer.Ordinal));

    private static IEnumerable<string> GetNames<T>() => GetNames(ToolJsonContext.Default.GetTypeInfo(typeof(T)));

    private static IEnumerable<string> GetFileNames<T>() => GetNames(RolloutFileJsonContext.Default.GetTypeInfo(typeof(T)));

    /// <summary>A property that is ignored has no getter and no setter.</summary>
    private static IEnumerable<string> GetNames(JsonTypeInfo? type) => type!.Properties.Where(property => property.Get is not null || property.Set is not null).Select(property => property.Name);
}
