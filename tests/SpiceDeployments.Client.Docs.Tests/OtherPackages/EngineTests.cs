using DocsExamples;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Quartz;
using Quartz.Impl;
using Quartz.Simpl;
using Quartz.Spi;
using SpiceDeployments.Client.Testing;
using Temporalio.Activities;

namespace SpiceDeployments.Client.Docs.Tests.OtherPackages;

/// <summary>Runs the jobs of <c>durable-deploys.md</c> twice, as an engine does after the death of a process.</summary>
public sealed class EngineTests : IAsyncLifetime
{
    private const long AppId = 42;
    private const string Commit = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345";

    private readonly AutoAdvancingTimeProvider _clock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private SpiceCloudEmulator? _cloud;
    private DeploymentsClient? _client;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private IReadOnlyList<EmulatedDeployment> Deployments => _cloud?.GetApp(AppId).Deployments ?? [];

    private DurableDeploy Deploy => new(_client ?? throw new InvalidOperationException(), new IntentFiles(_folder.FullName));

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, CancellationToken);
        _cloud.AddApp(AppId);
        _client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = _cloud.BaseAddress, AccessToken = _cloud.AccessToken, TimeProvider = _clock });
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _cloud!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Quartz_JobRunsTwice_DeploysOnce()
    {
        IScheduler scheduler = await new StdSchedulerFactory().GetScheduler(CancellationToken);
        scheduler.JobFactory = new JobFactory(Deploy);
        var finished = new JobCounter(count: 2);
        scheduler.ListenerManager.AddJobListener(finished);
        IJobDetail job = QuartzDeployJob.Create("build-17", AppId, Commit);
        await scheduler.Start(CancellationToken);

        await scheduler.ScheduleJob(job, [TriggerBuilder.Create().StartNow().Build(), TriggerBuilder.Create().StartNow().Build()], replace: true, CancellationToken);
        await finished.Finished.WaitAsync(CancellationToken);
        await scheduler.Shutdown(CancellationToken);

        Assert.Empty(finished.Exceptions);
        Assert.Equal(Commit, Assert.Single(Deployments).CommitSha);
        Assert.True(job.RequestsRecovery);
    }

    [Fact]
    public async Task Hangfire_JobRunsTwice_DeploysOnce()
    {
        var jobs = new JobRecorder();
        HangfireDeployJob.Enqueue(jobs, "build-17", AppId, Commit);

        Job job = Assert.Single(jobs.Created);
        for (int i = 0; i < 2; i++)
        {
            object?[] arguments = [.. job.Args.Select(argument => argument is CancellationToken ? CancellationToken : argument)];
            await (Task)job.Method.Invoke(new HangfireDeployJob(Deploy), arguments)!;
        }

        Assert.Equal(Commit, Assert.Single(Deployments).CommitSha);
    }

    [Fact]
    public async Task Temporal_ActivityRunsTwice_DeploysOnce()
    {
        ActivityExecutionContext.Start(new ActivityExecutionContext { Info = new ActivityInfo("build-17", "1"), CancellationToken = CancellationToken });
        var activities = new TemporalDeployActivities(Deploy);

        long first = await activities.DeployAsync(AppId, Commit);
        long second = await activities.DeployAsync(AppId, Commit);

        Assert.Equal((first, first), (Assert.Single(Deployments).Id, second));
    }

    /// <summary>Creates the job as a container does.</summary>
    private sealed class JobFactory(DurableDeploy deploy) : SimpleJobFactory
    {
        public override IJob NewJob(TriggerFiredBundle bundle, IScheduler scheduler) => new QuartzDeployJob(deploy);
    }

    /// <summary>Counts the executions of jobs.</summary>
    private sealed class JobCounter(int count) : IJobListener
    {
        private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _remaining = count;

        public string Name => nameof(JobCounter);

        public Task Finished => _finished.Task;

        public List<Exception> Exceptions { get; } = [];

        public Task JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public Task JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            if (jobException is not null)
            {
                Exceptions.Add(jobException);
            }

            if (Interlocked.Decrement(ref _remaining) is 0)
            {
                _finished.SetResult();
            }

            return Task.CompletedTask;
        }
    }

    /// <summary>Records the jobs that are enqueued.</summary>
    private sealed class JobRecorder : IBackgroundJobClient
    {
        public List<Job> Created { get; } = [];

        public string Create(Job job, IState state)
        {
            Created.Add(job);
            return "1";
        }

        public bool ChangeState(string jobId, IState state, string expectedState) => true;
    }
}
