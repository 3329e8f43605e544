using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using SpiceDeployments.Client.Benchmarks.Allocations;

if (args is ["--quick", .. var options])
{
    return AllocationCheck.Run(accepts: options is ["--update"]);
}

ManualConfig config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10)); // A busy machine builds slowly.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args is [] ? ["--filter", "*"] : args, config);
return 0;
