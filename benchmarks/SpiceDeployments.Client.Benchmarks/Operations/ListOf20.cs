using BenchmarkDotNet.Attributes;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>Lists 20 deployments.</summary>
public class ListOf20 : Operation
{
    private static readonly ListDeploymentsOptions Options = new() { Limit = 20 };

    [Benchmark(Baseline = true)]
    public override Task HandWritten() => HandWrittenClient.ListAsync(AppId, 20, CancellationToken.None);

    [Benchmark]
    public override Task SpiceDeployments() => DeploymentsClient.ListAsync(AppId, Options);

    [Benchmark]
    public override Task NSwag() => NSwagClient.ListDeploymentsAsync(AppId, 20, status: null);

    [Benchmark]
    public override Task NSwagSystemTextJson() => NSwagSystemTextJsonClient.ListDeploymentsAsync(AppId, 20, status: null);
}
