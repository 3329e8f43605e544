using BenchmarkDotNet.Attributes;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>Lists 100 deployments.</summary>
public class ListOf100 : Operation
{
    private static readonly ListDeploymentsOptions Options = new() { Limit = 100 };

    [Benchmark(Baseline = true)]
    public override Task HandWritten() => HandWrittenClient.ListAsync(AppId, 100, CancellationToken.None);

    [Benchmark]
    public override Task SpiceDeployments() => DeploymentsClient.ListAsync(AppId, Options);

    [Benchmark]
    public override Task NSwag() => NSwagClient.ListDeploymentsAsync(AppId, 100, status: null);

    [Benchmark]
    public override Task NSwagSystemTextJson() => NSwagSystemTextJsonClient.ListDeploymentsAsync(AppId, 100, status: null);
}
