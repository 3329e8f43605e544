using System.Text.Json.Serialization.Metadata;
using SpiceDeployments.Client.Tests.Shared;
using SpiceDeployments.Tool.Emulator.Scenarios;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>The scenarios of the documentation are valid, and the documentation has every word.</summary>
public sealed class ScenarioExampleTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "emulator.md"));

    public static TheoryData<string> Scenarios =>
    [
        File.ReadAllText(Repository.PathOf("docs", "emulator-scenario.json")),
        File.ReadAllText(Repository.PathOf("samples", "DeployWorker", "hanging-creates.json")),
        .. Page.Split("```json\n").Skip(1).Select(block => block.Split("```")[0]).Where(block => block.Contains("\"apps\"", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Example_Scenario_Starts(string scenario)
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync(scenario);

        Assert.Equal(200, (await run.GetAsync("/v1/apps/42")).Status);
    }

    [Fact]
    public void Page_PropertiesAndValues_AreDocumented()
    {
        string[] words = [.. GetWords(ScenarioJsonContext.Default.Scenario, []).Distinct(StringComparer.Ordinal)];

        Assert.InRange(words.Length, 100, 200);
        Assert.DoesNotContain(words, word => !Page.Contains($"`{word}`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_RoutesOfTheControlApi_AreDocumented()
    {
        await using EmulatorRun run = await EmulatorRun.StartAsync();

        string[] lines = [.. (await run.ControlAsync("GET", "/")).Body.Split('\n').Skip(2).Where(line => line.Length > 0)];

        Assert.Equal(
            lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2])),
            Page.Split('\n').Where(line => line.StartsWith("| `GET /", StringComparison.Ordinal) || line.StartsWith("| `POST /", StringComparison.Ordinal) || line.StartsWith("| `DELETE /", StringComparison.Ordinal))
                .Select(line => line.Split('`')[1]));
    }

    [Fact]
    public async Task Page_Options_AreDocumented()
    {
        using var output = new StringWriter();

        await ToolProgram.RunAsync(["emulator", "--help"], EmulatorRun.CreateHost(output, TextWriter.Null, TimeProvider.System), TestContext.Current.CancellationToken);

        string[] options = [.. output.ToString().Split('\n').Select(line => line.Trim().Split(' ')[0]).Where(word => word.StartsWith("--", StringComparison.Ordinal) && word is not "--token-file")];
        Assert.Contains("--scenario", options);
        Assert.DoesNotContain(options, option => !Page.Contains($"| `{option}", StringComparison.Ordinal));
    }

    /// <summary>Returns the properties of a type and of their types, and the values of enums.</summary>
    private static IEnumerable<string> GetWords(JsonTypeInfo type, HashSet<Type> seen)
    {
        Type plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (!seen.Add(plain))
        {
            return [];
        }

        return type.Kind switch
        {
            JsonTypeInfoKind.Object => type.Properties.SelectMany(property => GetWords(type.Options.GetTypeInfo(property.PropertyType), seen).Prepend(property.Name)),
            JsonTypeInfoKind.Enumerable => GetWords(type.Options.GetTypeInfo(type.ElementType!), seen),
            _ => plain.IsEnum ? Enum.GetNames(plain).Select(name => char.ToLowerInvariant(name[0]) + name[1..]) : [],
        };
    }
}
