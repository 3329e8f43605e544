// Without arguments: runs all benchmarks with BenchmarkDotNet and checks the time limits. --quick: checks the allocation limits.
// --times [OPERATION…]: checks the time limits with a stopwatch. Any other arguments go to BenchmarkDotNet.
using System.Diagnostics;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using SpiceDeployments.Client.Benchmarks.Allocations;
using SpiceDeployments.Client.Benchmarks.Times;

const string tieredCompilation = "DOTNET_TieredCompilation";

switch (args)
{
    case ["--quick"]:
        return AllocationCheck.Run();
    case ["--times", .. var operations]:
        return Environment.GetEnvironmentVariable(tieredCompilation) is "1" ? TimeCheck.Run(operations) : RunWithTieredCompilation();
    default:
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10)); // A busy machine builds slowly.
        return TimeCheck.Run(BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args is [] ? ["--filter", "*"] : args, config));
}

// Programs run with tiered compilation, which the project turns off for the quick mode.
int RunWithTieredCompilation()
{
    var start = new ProcessStartInfo(Environment.ProcessPath!, args) { Environment = { [tieredCompilation] = "1" } };
    using Process process = Process.Start(start)!;
    process.WaitForExit();
    return process.ExitCode;
}
