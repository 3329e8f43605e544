using Quartz;
using SpiceDeployments.Client;

namespace DocsExamples;

[DisallowConcurrentExecution]
public sealed class QuartzDeployJob(DurableDeploy deploy) : IJob
{
    /// <summary>Quartz runs the job again on another node if this one dies.</summary>
    public static IJobDetail Create(string jobId, long appId, string commit) => JobBuilder.Create<QuartzDeployJob>()
        .WithIdentity(jobId)
        .UsingJobData(nameof(appId), appId)
        .UsingJobData(nameof(commit), commit)
        .RequestRecovery()
        .Build();

    public async Task Execute(IJobExecutionContext context)
    {
        JobDataMap data = context.MergedJobDataMap;
        var request = new CreateDeploymentRequest { CommitSha = data.GetString("commit") };
        await deploy.RunAsync(context.JobDetail.Key.Name, data.GetLong("appId"), request, context.CancellationToken);
    }
}
