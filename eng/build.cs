#:property PublishAot=false

// The list of checks. Usage: dotnet run eng/build.cs -- [PART…]
// Runs the given parts, or all parts in order. Exits with 1 if a part failed. If tests ran, the last line is "N passed, N failed".
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

const string tests = "artifacts/tests";
const string packages = "artifacts/packages";
const string trimmed = "artifacts/aot-smoke/trimmed";

string root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
(int Passed, int Failed)? counts = null;
string[] noBuild = []; // Set by the part "build", whose output the later parts use.
string[] noRestore = [];

(string Name, Func<bool?> Run)[] parts =
[
    ("build", Build),
    ("format", CheckFormat),
    ("words", () => Run("dotnet", ["run", "eng/words.cs"])),
    ("drift", () => Run("dotnet", ["run", "eng/drift.cs"])),
    ("test", Test),
    ("cluster", TestCluster),
    ("pack", Pack),
    ("tool", () => RunOnLinux("eng/tool.sh")),
    ("benchmarks", RunBenchmarks),
    ("aot", PublishNative),
    ("page", () => RunOnLinux("eng/page.sh")),
    ("terminal", () => RunOnLinux("eng/terminal.sh")),
    ("site", () => RunOnLinux("eng/site.sh")),
    ("samples", RunSamples),
];

string[] unknown = [.. args.Except(parts.Select(part => part.Name), StringComparer.Ordinal)];
if (unknown is not [])
{
    Console.Error.WriteLine($"Unknown part: {string.Join(", ", unknown)}. The parts are {string.Join(", ", parts.Select(part => part.Name))}.");
    return 1;
}

Environment.SetEnvironmentVariable("DOTNET_CLI_TELEMETRY_OPTOUT", "1");
Environment.SetEnvironmentVariable("DOTNET_NOLOGO", "1");

// Tests and samples must not find credentials of this machine.
foreach (string variable in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("SPICE", StringComparison.Ordinal)))
{
    Environment.SetEnvironmentVariable(variable, null);
}

var summary = new List<string>();
bool failed = false;
foreach ((string name, Func<bool?> run) in parts.Where(part => args is [] || args.Contains(part.Name, StringComparer.Ordinal)))
{
    Console.WriteLine($"\n== {name}");
    long start = Stopwatch.GetTimestamp();
    bool? passed = run();
    failed |= passed is false;
    string result = passed switch { true => "passed", false => "FAILED", null => "skipped" };
    summary.Add(string.Create(CultureInfo.InvariantCulture, $"{name,-12}{result,-8}{Stopwatch.GetElapsedTime(start).TotalSeconds,6:0} s"));
    if (passed is false)
    {
        Console.Error.WriteLine($"The part '{name}' failed.");
    }

    if (passed is false && name is "build")
    {
        summary.Add("The other parts did not run.");
        break;
    }
}

Console.WriteLine($"\n== summary\n{string.Join('\n', summary)}");
if (counts is { } count)
{
    Console.WriteLine($"{count.Passed} passed, {count.Failed} failed");
}

return failed ? 1 : 0;

bool? Build()
{
    if (!Run("dotnet", ["build", "-warnaserror", "-warnnotaserror:NU1901;NU1902;NU1903;NU1904"]))
    {
        return false;
    }

    noBuild = ["--no-build"];
    noRestore = ["--no-restore"];
    return true;
}

bool? Test()
{
    Clear(tests);
    bool passed = Run(
        "dotnet",
        [
            "test", .. noBuild, "--results-directory", tests, "--report-xunit-trx", "--coverlet", "--coverlet-output-format", "opencover",
            "--coverlet-exclude-by-file", "**/obj/**", "--coverlet-include", "[SpiceDeployments.Client]*", "--coverlet-include", "[SpiceDeployments.Client.Testing]*",
            "--coverlet-include", "[SpiceDeployments.Client.Rollouts]*", "--coverlet-include", "[SpiceDeployments.Client.Rollouts.Orleans]*",
        ]);
    counts = CountTests();
    passed &= counts is { Passed: > 0, Failed: 0 };

    // OpenCover identifies branches, so the report adds up the branches that different projects cover.
    return passed & Run("dotnet", ["tool", "restore"])
        & Run("dotnet", ["reportgenerator", $"-reports:{tests}/*.xml", $"-targetdir:{tests}/coverage", "-reporttypes:MarkdownAssembliesSummary;Html", "-verbosity:Error"])
        & PrintTable($"{tests}/coverage/Summary.md");
}

// The build reports the rules of style and the analyzers as errors. What remains are spaces, and the order of the using directives, which any run of "style" checks.
bool? CheckFormat() =>
    Run("dotnet", ["format", "whitespace", .. noRestore, "--verify-no-changes"])
    & Run("dotnet", ["format", "style", "--diagnostics", "IDE0055", .. noRestore, "--verify-no-changes"]);

// Adds its tests to those of the part "test".
bool? TestCluster()
{
    if (counts is null)
    {
        Clear(tests); // The results of an earlier run do not count.
    }

    bool? passed = RunOnLinux("eng/cluster.sh", noBuild);
    counts = CountTests();
    return passed;
}

// Packing also validates the packages: the public API must be the same on all frameworks.
bool? Pack()
{
    Clear(packages);
    return Run("dotnet", ["pack", "-c", "Release", "-o", packages, "src/SpiceDeployments.Client"])
        & Run("dotnet", ["pack", "-c", "Release", "-o", packages, "src/SpiceDeployments.Client.Testing"])
        & Run("dotnet", ["pack", "-c", "Release", "-o", packages, "src/SpiceDeployments.Client.Rollouts"])
        & Run("dotnet", ["pack", "-c", "Release", "-o", packages, "src/SpiceDeployments.Client.Rollouts.Orleans"])
        & Run("dotnet", ["pack", "-c", "Release", "-o", packages, "src/SpiceDeployments.Tool"])
        & Run("dotnet", ["pack", "-c", "Release", "-o", packages, "src/SpiceDeployments.Tool", "-p:ToolRid=any"]);
}

bool? RunBenchmarks() =>
    Run("dotnet", ["run", "-c", "Release", "--project", "benchmarks/SpiceDeployments.Client.Benchmarks", "--", "--quick"])
    & Run("dotnet", ["run", "-c", "Release", "--project", "benchmarks/SpiceDeployments.Client.ConcurrentWaits", "--", "--quick"])
    & Run("dotnet", ["run", "-c", "Release", "--project", "benchmarks/SpiceDeployments.Client.RolloutLoad", "--", "--quick"]);

bool? PublishNative()
{
    if (OperatingSystem.IsLinux())
    {
        return Run("eng/aot.sh", []);
    }

    Console.WriteLine("Skipped on this system: native code and the runs of the programs, which need Linux. Publishes trimmed only.");
    Clear(trimmed);
    return Run(
        "dotnet",
        ["publish", "tests/SpiceDeployments.Client.AotSmoke", "-c", "Release", "-o", trimmed, "--self-contained", "-p:PublishAot=false", "-p:PublishTrimmed=true", "-p:RunAnalyzers=false"]);
}

bool? RunOnLinux(string script, params string[] arguments)
{
    if (OperatingSystem.IsLinux())
    {
        return Run(script, arguments);
    }

    Console.WriteLine($"Skipped on this system: {script} needs Linux.");
    return null;
}

bool? RunSamples() =>
    RunSample("DeployAndWait")
    & RunSample("DeployAndWait", 1, "--fail")
    & RunSample("DeployAndWait", 0, "--conflict")
    & RunSample("ListDeployments")
    & RunSample("DeploySpicepod")
    & RunSample("DeployWorker")
    & RunSample("DeployFleet", 1)
    & RunSample("DeployFleet", 0, "--no-fail", "--kill-after", "20")
    & RunSample("RolloutStoreSqlite")
    & RunSample("DeployCluster");

bool RunSample(string name, int expected = 0, params string[] arguments) =>
    Run("dotnet", ["run", .. noBuild, "--project", $"samples/{name}", "--", .. arguments], expected);

// Runs a program in the root of the repository and returns whether it exited with the expected code.
bool Run(string program, string[] arguments, int expected = 0)
{
    Console.WriteLine($"\n$ {program} {string.Join(' ', arguments)}");
    var start = new ProcessStartInfo(program == "dotnet" ? program : Path.Combine(root, program), arguments) { WorkingDirectory = root };
    using Process process = Process.Start(start)!;
    process.WaitForExit();
    if (process.ExitCode == expected)
    {
        return true;
    }

    Console.Error.WriteLine($"Exit code {process.ExitCode} instead of {expected}: {program} {string.Join(' ', arguments)}");
    return false;
}

void Clear(string folder)
{
    string path = Path.Combine(root, folder);
    if (Directory.Exists(path))
    {
        Directory.Delete(path, recursive: true);
    }
}

bool PrintTable(string file)
{
    string path = Path.Combine(root, file);
    if (!File.Exists(path))
    {
        return false;
    }

    foreach (string row in File.ReadLines(path).Where(line => line.StartsWith('|')))
    {
        Console.WriteLine(row.Replace("*", "", StringComparison.Ordinal));
    }

    return true;
}

(int Passed, int Failed)? CountTests()
{
    string path = Path.Combine(root, tests);
    if (!Directory.Exists(path))
    {
        return null;
    }

    XElement[] counters = [.. Directory.GetFiles(path, "*.trx").SelectMany(report => XDocument.Load(report).Descendants().Where(element => element.Name.LocalName is "Counters"))];
    return (counters.Sum(counter => (int)counter.Attribute("passed")!), counters.Sum(counter => (int)counter.Attribute("failed")! + (int)counter.Attribute("error")!));
}
