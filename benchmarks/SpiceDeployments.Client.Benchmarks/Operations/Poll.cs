using BenchmarkDotNet.Attributes;
using SpiceDeployments.Client.Benchmarks.Canned;
using SpiceDeployments.Client.Benchmarks.HandWritten;
using SpiceDeployments.Client.Benchmarks.NSwag;
using SpiceDeployments.Client.Benchmarks.NSwagSystemTextJson;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>One look at a deployment that has ended. The others list and search, and leave all else of a wait to the user.</summary>
public class Poll : Operation
{
    private const int ListLimit = 20;
    private const long DeploymentId = CannedDeployments.NewestId;

    [Benchmark(Baseline = true)]
    public override async Task HandWritten()
    {
        HandWrittenDeployment[] list = await HandWrittenClient.ListAsync(AppId, ListLimit, CancellationToken.None);
        _ = Array.Find(list, deployment => deployment.Id is DeploymentId);
    }

    [Benchmark]
    public override Task SpiceDeployments() => DeploymentsClient.WaitForCompletionAsync(AppId, DeploymentId);

    [Benchmark]
    public override async Task NSwag()
    {
        NSwag.DeploymentList list = await NSwagClient.ListDeploymentsAsync(AppId, ListLimit, status: null);
        _ = list.Deployments.FirstOrDefault(deployment => deployment.Id is DeploymentId);
    }

    [Benchmark]
    public override async Task NSwagSystemTextJson()
    {
        NSwagSystemTextJson.DeploymentList list = await NSwagSystemTextJsonClient.ListDeploymentsAsync(AppId, ListLimit, status: null);
        _ = list.Deployments.FirstOrDefault(deployment => deployment.Id is DeploymentId);
    }
}
