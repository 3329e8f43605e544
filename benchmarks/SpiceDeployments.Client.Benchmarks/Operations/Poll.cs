using BenchmarkDotNet.Attributes;
using SpiceDeployments.Client.Benchmarks.CannedResponses;
using SpiceDeployments.Client.Benchmarks.HandWritten;
using SpiceDeployments.Client.Benchmarks.NSwag;
using SpiceDeployments.Client.Benchmarks.NSwagSystemTextJson;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>Polls a completed deployment once. The other clients only list and search; they have no waits.</summary>
public class Poll : Operation
{
    private const int ListLimit = 20;
    private const long DeploymentId = DeploymentJson.NewestId;

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
