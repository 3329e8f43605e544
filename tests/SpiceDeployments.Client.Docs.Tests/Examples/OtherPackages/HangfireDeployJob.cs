using Hangfire;
using SpiceDeployments.Client;

namespace DocsExamples;

public sealed class HangfireDeployJob(DurableDeploy deploy)
{
    /// <summary>Hangfire runs the job again if the server dies, and passes a token of its own that is canceled when the server stops.</summary>
    public static string Enqueue(IBackgroundJobClient jobs, string jobId, long appId, string commit) =>
        jobs.Enqueue<HangfireDeployJob>(job => job.RunAsync(jobId, appId, commit, CancellationToken.None));

    [AutomaticRetry(Attempts = 5, ExceptOn = [typeof(DeploymentException)])]
    public async Task RunAsync(string jobId, long appId, string commit, CancellationToken cancellationToken)
    {
        var request = new CreateDeploymentRequest { CommitSha = commit };
        await deploy.RunAsync(jobId, appId, request, cancellationToken);
    }
}
