using System.Reflection;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Emulator.Scenarios;

namespace SpiceDeployments.Tool.Tests.Emulator;

/// <summary>A scenario has a word for everything that the public API of the emulator has, so that an addition there is not forgotten here.</summary>
public sealed class ScenarioVocabularyTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void Options_OfTheEmulator_HaveWords() => AssertWords(
        GetProperties<SpiceCloudEmulatorOptions>(),
        GetProperties<ScenarioOptions>(),
        ofTheCommandLine: ["Port", "Host", "Certificate", "Output", "TimeProvider"]);

    [Fact]
    public void Settings_OfAnApp_HaveWords() => AssertWords(GetProperties<EmulatedAppSettings>(), GetProperties<ScenarioSettings>(), ofTheCommandLine: ["Tags", "Spicepod"]);

    [Fact]
    public void Limits_OfAnApp_HaveWords() => AssertWords(GetProperties<EmulatedAppLimits>(), GetProperties<ScenarioApp.AppLimits>());

    [Fact]
    public void Values_OfADeployment_HaveWords() => AssertWords(GetProperties<DeploymentValues>(), [.. GetProperties<OtherDeployment>(), "CreatedAt"]);

    /// <summary>The success of a deployment has no word, because it is the default.</summary>
    [Fact]
    public void Script_Steps_HaveWords() => AssertWords(
        [.. GetMethods<DeploymentScript>(Declared).Select(method => method.Name)],
        [.. GetProperties<ScenarioScript>(), "Succeeds"],
        renamed: new() { ["WithNormalization"] = "Normalization", ["IsSupersededAfter"] = "SupersededAfter" });

    [Fact]
    public void App_Methods_HaveWords() => AssertWords(
        [.. GetMethods<EmulatedApp>(Declared).Select(method => method.Name)],
        GetProperties<ScenarioApp>(),
        renamed: new()
        {
            ["InOrganization"] = "Organization",
            ["ConnectedTo"] = "Repository",
            ["WithDefaultScript"] = "DefaultScript",
            ["ScriptNextDeployment"] = "NextDeployments",
            ["StartDeployment"] = "OtherDeployments",
            ["StartDeploymentAt"] = "OtherDeployments",
            ["WithSettings"] = "Settings",
            ["WithSpicepod"] = "Spicepod",
            ["WithTags"] = "Tags",
            ["WithLimits"] = "Limits",
            ["WithState"] = "State",
            ["Pause"] = "State",
            ["Resume"] = "OtherDeployments",
            ["WithNormalization"] = "Normalization",
        });

    [Fact]
    public void Faults_Requests_HaveWords()
    {
        string[] requests = [.. GetMethods<FaultInjector>(Declared).Select(method => method.Name).Where(name => name.StartsWith("On", StringComparison.Ordinal) && name.Length > 2)];

        Assert.NotEmpty(requests);
        foreach (string word in requests.Select(name => char.ToLowerInvariant(name[2]) + name[3..]))
        {
            Validate($$"""{ "on": "{{word}}", "does": "fail" }""");
        }
    }

    /// <summary>The parameters of the method of a kind are the properties of that kind.</summary>
    [Fact]
    public void Faults_KindsAndTheirParameters_HaveWords()
    {
        MethodInfo[] methods = [.. GetMethods<FaultRuleBuilder>(Declared).Where(method => method.ReturnType == typeof(FaultRule))];

        Assert.Equal(Enum.GetNames<FaultKind>().Order(StringComparer.Ordinal), methods.Select(method => method.Name).Order(StringComparer.Ordinal));
        foreach (MethodInfo method in methods)
        {
            string properties = string.Concat(method.GetParameters().Select(parameter => $$""", "{{parameter.Name}}": {{CreateValue(method, parameter)}}"""));
            Validate($$"""{ "on": "create", "does": "{{char.ToLowerInvariant(method.Name[0])}}{{method.Name[1..]}}"{{properties}} }""");
        }
    }

    [Fact]
    public void Faults_Steps_HaveWords() => AssertWords(
        [.. GetMethods<FaultRuleBuilder>(Declared).Where(method => method.ReturnType == typeof(FaultRuleBuilder)).Select(method => method.Name)],
        GetProperties<ScenarioFault>());

    /// <summary>The rule for a delegate has no word; <c>omit</c> is what a file needs of it.</summary>
    [Fact]
    public void Normalization_RulesAndTheirParameters_HaveWords()
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;
        MethodInfo[] methods = [.. GetMethods<NormalizationRule>(declared).Where(method => method.ReturnType == typeof(NormalizationRule) && method.Name is not nameof(NormalizationRule.Change))];
        string[] properties = [.. typeof(NormalizationRule).GetProperties(declared).Where(property => property.PropertyType == typeof(NormalizationRule)).Select(property => property.Name)];

        Assert.Equal(
            methods.Select(method => method.Name).Concat(properties).Append(nameof(NormalizationKind.Omit)).Order(StringComparer.Ordinal),
            Enum.GetNames<NormalizationKind>().Order(StringComparer.Ordinal));
        AssertWords([.. methods.SelectMany(method => method.GetParameters()).Select(parameter => char.ToUpperInvariant(parameter.Name![0]) + parameter.Name[1..])], GetProperties<ScenarioNormalization>());
    }

    private static void Validate(string fault) =>
        new ScenarioText(System.Text.Encoding.UTF8.GetBytes(fault)).Read(ScenarioJsonContext.Default.ScenarioFault).Validate(ScenarioPlace.Root);

    private static string CreateValue(MethodInfo method, ParameterInfo parameter) => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) switch
    {
        var type when type == typeof(bool) => "true",
        var type when type == typeof(TimeSpan) => "\"1s\"",
        var type when type == typeof(int) || type == typeof(long) => method.Name is nameof(FaultRuleBuilder.Redirect) ? "302" : "500",
        _ => "\"text\"",
    };

    private static IEnumerable<MethodInfo> GetMethods<T>(BindingFlags flags) => typeof(T).GetMethods(flags).Where(method => !method.IsSpecialName && method.Name is not nameof(ToString));

    private static string[] GetProperties<T>() => [.. typeof(T).GetProperties(Declared).Select(property => property.Name).Where(name => name is not "EqualityContract")];

    private static void AssertWords(string[] members, string[] words, string[]? ofTheCommandLine = null, Dictionary<string, string>? renamed = null)
    {
        Assert.NotEmpty(members);
        Assert.Empty(members.Except(ofTheCommandLine ?? [], StringComparer.Ordinal).Select(member => renamed?.GetValueOrDefault(member) ?? member).Except(words, StringComparer.Ordinal));
    }
}
