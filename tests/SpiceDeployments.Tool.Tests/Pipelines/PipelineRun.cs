using System.Globalization;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Tests.Infrastructure;

namespace SpiceDeployments.Tool.Tests.Pipelines;

/// <summary>
/// A job of a CI system that runs the shell text of a pipeline file as it is written, against an emulator. <c>dotnet</c> is a script that records its arguments
/// and runs the built program instead of the one in the package.
/// </summary>
internal sealed partial class PipelineRun : IAsyncDisposable
{
    /// <summary>How the shell text starts the program, before the command line of the program itself.</summary>
    public static readonly string[] Launch = ["dnx", "--yes", "SpiceDeployments.Tool@1.2.3", "--"];

    private static readonly DeploymentScript Immediate = new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero);

    private readonly CiKind _kind;
    private readonly PipelineFile _file;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spice-pipeline-");

    private PipelineRun(CiKind kind, SpiceCloudEmulator cloud)
    {
        _kind = kind;
        _file = PipelineFile.Open(kind);
        Cloud = cloud;
        Shell = _file.Shells[0];
    }

    public SpiceCloudEmulator Cloud { get; }

    public EmulatedApp App => Cloud.GetApp(42);

    /// <summary>The command that runs the shell text.</summary>
    public string[] Shell { get; set; }

    /// <summary>The number of the attempt of the job.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>The variables that the pipeline sets beside those of the step.</summary>
    public Dictionary<string, string> JobVariables { get; } = new(StringComparer.Ordinal);

    /// <summary>The folder of the checkout, in which the shell runs.</summary>
    public string Checkout => Directory.CreateDirectory(PathOf("checkout")).FullName;

    /// <summary>The folder of temporary files of the job.</summary>
    public string Temporary => Directory.CreateDirectory(PathOf("temporary")).FullName;

    /// <summary>The last command line of <c>dotnet</c>.</summary>
    public string[] Arguments => File.ReadAllText(PathOf("arguments")).Split('\0')[..^1];

    /// <summary>Starts an emulator with the app 42, <c>orders</c>, whose deployments succeed at once.</summary>
    public static async Task<PipelineRun> StartAsync(CiKind kind)
    {
        SpiceCloudEmulator cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        cloud.AddApp(42, "orders").WithDefaultScript(Immediate);
        var run = new PipelineRun(kind, cloud);
        run.WriteShim();
        return run;
    }

    public async Task<ToolResult> RunAsync(params (string Name, string Value)[] inputs)
    {
        await using ToolProcess process = Start(inputs);
        return await process.WaitForExitAsync();
    }

    public ToolProcess Start(params (string Name, string Value)[] inputs)
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}" };
        var values = inputs.Append(("version", "1.2.3")).DistinctBy(input => input.Item1, StringComparer.Ordinal).ToDictionary(input => _file.GetInputName(input.Item1), input => input.Item2, StringComparer.Ordinal);
        foreach ((string name, string value) in GetSystemVariables().Concat(JobVariables).Concat(_file.GetVariables(values)))
        {
            variables[name] = ReplaceMacros(value);
        }

        File.WriteAllText(PathOf("script"), _file.Script);
        return ToolProcess.StartCommand(Cloud, variables, Checkout, [.. Shell, PathOf("script")]);
    }

    /// <summary>Returns what later steps read, by the names of the action's outputs.</summary>
    public IReadOnlyDictionary<string, string> ReadOutputs(ToolResult result) => _kind switch
    {
        CiKind.GitHubActions => GitHubOutputFile.Parse(File.ReadAllText(PathOf("output"))),
        CiKind.AzurePipelines => AzureOutput().Matches(result.Output).ToDictionary(match => ToOutput(match.Groups["name"].Value), match => match.Groups["value"].Value, StringComparer.Ordinal),
        _ => File.ReadAllLines(Path.Combine(Checkout, "spice-deployments.env")).Select(line => line.Split('=', 2)).ToDictionary(pair => ToOutput(pair[0]), pair => pair[1], StringComparer.Ordinal),
    };

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string ToOutput(string variable) => variable["SPICE_".Length..].ToLowerInvariant().Replace('_', '-');

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private Dictionary<string, string> GetSystemVariables() => _kind switch
    {
        CiKind.GitHubActions => new() { ["GITHUB_ACTIONS"] = "true", ["CI"] = "true", ["GITHUB_OUTPUT"] = PathOf("output"), ["GITHUB_STEP_SUMMARY"] = PathOf("summary") },
        CiKind.AzurePipelines => new() { ["TF_BUILD"] = "True", ["AGENT_TEMPDIRECTORY"] = Temporary, ["SYSTEM_JOBATTEMPT"] = Attempt.ToString(CultureInfo.InvariantCulture) },
        _ => new() { ["GITLAB_CI"] = "true", ["CI"] = "true", ["CI_PROJECT_DIR"] = Checkout, ["CI_PIPELINE_ID"] = "517", ["CI_JOB_NAME_SLUG"] = "deploy" },
    };

    private string ReplaceMacros(string value) => _kind is not CiKind.AzurePipelines
        ? value
        : value.Replace("$(System.StageName)", "release", StringComparison.Ordinal).Replace("$(System.PhaseName)", "ship", StringComparison.Ordinal).Replace("$(System.JobName)", "Deploy", StringComparison.Ordinal);

    private void WriteShim()
    {
        Directory.CreateDirectory(PathOf("bin"));
        string path = Path.Combine(PathOf("bin"), "dotnet");
        File.WriteAllText(path, $"""
            #!/bin/sh
            printf '%s\0' "$@" > '{PathOf("arguments")}'
            shift {Launch.Length}
            exec '{ToolProcess.ProgramPath}' "$@"
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    [GeneratedRegex(@"##vso\[task\.setvariable variable=(?<name>\w+);isOutput=true\](?<value>.*)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AzureOutput();
}
