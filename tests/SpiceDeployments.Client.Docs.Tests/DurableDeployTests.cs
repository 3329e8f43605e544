using System.Threading.Channels;
using DocsExamples;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Runs the examples of <c>durable-deploys.md</c> against the emulator.</summary>
public sealed class DurableDeployTests : IAsyncLifetime
{
    private const long AppId = 42;
    private const string Commit = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345";

    private readonly AutoAdvancingTimeProvider _clock = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    private SpiceCloudEmulator? _cloud;
    private DeploymentsClient? _client;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private SpiceCloudEmulator Cloud => _cloud ?? throw new InvalidOperationException();

    private DeploymentsClient Client => _client ?? throw new InvalidOperationException();

    private EmulatedApp App => Cloud.GetApp(AppId);

    private DurableDeploy Deploy => new(Client, new IntentFiles(_folder.FullName));

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { TimeProvider = _clock }, CancellationToken);
        _cloud.AddApp(AppId);
        _client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = _cloud.BaseAddress, AccessToken = _cloud.AccessToken, TimeProvider = _clock });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Cloud.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task DeployAndResume_DeployOnce()
    {
        string path = Path.Combine(_folder.FullName, "intent.json");

        Deployment done = await DurableExamples.DeployAsync(Client, AppId, new CreateDeploymentRequest { CommitSha = Commit }, path, CancellationToken);
        Deployment resumed = await DurableExamples.ResumeAsync(Client, path, CancellationToken);

        Assert.Equal((done.Id, done.Id), (Assert.Single(App.Deployments).Id, resumed.Id));
    }

    [Fact]
    public async Task Resume_NeverSent_DeploysAfterTheQuarantine()
    {
        string path = Path.Combine(_folder.FullName, "intent.json");
        DeploymentIntent intent = await Client.PrepareAsync(AppId, cancellationToken: CancellationToken);
        await File.WriteAllTextAsync(path, System.Text.Json.JsonSerializer.Serialize(intent), CancellationToken);

        Deployment done = await DurableExamples.ResumeAsync(Client, path, CancellationToken);

        Assert.Equal(done.Id, Assert.Single(App.Deployments).Id);
    }

    [Fact]
    public async Task RunAsync_JobRunsTwice_DeploysOnce()
    {
        Deployment first = await Deploy.RunAsync("build-17", AppId, new CreateDeploymentRequest(), CancellationToken);
        Deployment second = await Deploy.RunAsync("build-17", AppId, new CreateDeploymentRequest(), CancellationToken);
        Deployment other = await Deploy.RunAsync("build-18", AppId, new CreateDeploymentRequest(), CancellationToken);

        Assert.Equal((first.Id, 2), (second.Id, App.Deployments.Count));
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public async Task RunAsync_ConflictLongerThanTheWindow_StoresTheIntentAgain()
    {
        App.StartDeployment(script: new DeploymentScript().RunsFor(TimeSpan.FromMinutes(3)));

        Deployment done = await Deploy.RunAsync("build-17", AppId, new CreateDeploymentRequest(), CancellationToken);

        Assert.Equal(App.Deployments[0].Id, done.Id);
        Assert.Equal(App.Deployments[1].Id, new IntentFiles(_folder.FullName).Find("build-17")?.LatestDeploymentId);
    }

    [Fact]
    public async Task Save_AnotherProcessHasStored_Throws()
    {
        var files = new IntentFiles(_folder.FullName);
        DeploymentIntent read = await Client.PrepareAsync(AppId, cancellationToken: CancellationToken);
        files.Save("build-17", read, replaced: null);
        files.Save("build-17", read with { LatestDeploymentId = 7 }, replaced: read);

        Assert.Throws<IOException>(() => files.Save("build-17", read with { LatestDeploymentId = 8 }, replaced: read));
    }

    [Fact]
    public async Task Queue_FailedDeployment_CompletesTheMessage()
    {
        App.ScriptNextDeployment().Fails();
        int completed = 0;
        var queue = Channel.CreateUnbounded<DeployMessage>();
        var message = new DeployMessage("m1", AppId, Commit, () =>
        {
            completed++;
            return Task.CompletedTask;
        });
        queue.Writer.TryWrite(message);
        queue.Writer.TryWrite(message);
        queue.Writer.Complete();

        await new QueueDeployer(Deploy).RunAsync(queue.Reader, CancellationToken);

        Assert.Equal((2, 1), (completed, App.Deployments.Count));
    }
}
