using BenchmarkDotNet.Attributes;
using SpiceDeployments.Client.Benchmarks.HandWritten;

namespace SpiceDeployments.Client.Benchmarks.Operations;

/// <summary>Creates a deployment.</summary>
public class Create : Operation
{
    private const string Branch = "main";
    private const string CommitSha = "9f2c4e7a1b3d";
    private const string CommitMessage = "Deploy new dataset configuration";

    private static readonly HandWrittenRequest HandWrittenRequest = new() { Branch = Branch, CommitSha = CommitSha, CommitMessage = CommitMessage };
    private static readonly CreateDeploymentRequest Request = new() { Branch = Branch, CommitSha = CommitSha, CommitMessage = CommitMessage };
    private static readonly NSwag.CreateDeploymentRequest NSwagRequest = new() { Branch = Branch, Commit_sha = CommitSha, Commit_message = CommitMessage };
    private static readonly NSwagSystemTextJson.CreateDeploymentRequest NSwagSystemTextJsonRequest = new() { Branch = Branch, Commit_sha = CommitSha, Commit_message = CommitMessage };

    [Benchmark(Baseline = true)]
    public override Task HandWritten() => HandWrittenClient.CreateAsync(AppId, HandWrittenRequest, CancellationToken.None);

    [Benchmark]
    public override Task SpiceDeployments() => DeploymentsClient.CreateAsync(AppId, Request);

    [Benchmark]
    public override Task NSwag() => NSwagClient.CreateDeploymentAsync(AppId, NSwagRequest);

    [Benchmark]
    public override Task NSwagSystemTextJson() => NSwagSystemTextJsonClient.CreateDeploymentAsync(AppId, NSwagSystemTextJsonRequest);
}
