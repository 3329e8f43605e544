using DocsExamples;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Runs the examples of <c>docs/apps.md</c> against the emulator.</summary>
public sealed class AppTests : IAsyncLifetime
{
    private const long AppId = 42;

    private SpiceCloudEmulator? _cloud;
    private EmulatedApp? _app;
    private DeploymentsClient? _client;

    private EmulatedApp App => _app ?? throw new InvalidOperationException();

    private DeploymentsClient Client => _client ?? throw new InvalidOperationException();

    public async ValueTask InitializeAsync()
    {
        _cloud = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        _app = _cloud.AddApp(AppId, "Order-Assistant").WithDefaultScript(new DeploymentScript().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero));
        _client = new DeploymentsClient(new DeploymentsClientOptions { BaseAddress = _cloud.BaseAddress, AccessToken = _cloud.AccessToken });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await (_cloud?.DisposeAsync() ?? default);
    }

    [Fact]
    public async Task Find_AnyCase_FindsTheApp() => await AppExamples.FindAsync(Client);

    [Fact]
    public async Task Update_ChangesWhatIsSet()
    {
        App updated = await AppExamples.UpdateAsync(Client, AppId);

        Assert.Equal((2, null, "stable"), (updated.Config?.Replicas, updated.Config?.ImageTag, updated.Config?.UpdateChannel));
        Assert.Equal((2, null), (App.Settings.Replicas, App.Settings.ImageTag));
        Assert.Empty(App.Deployments);
    }

    [Fact]
    public async Task Tag_MergesTheTags()
    {
        App.WithTags(("team", "retail"), ("preview", "yes"));

        await AppExamples.TagAsync(Client, AppId);

        Assert.Equal([new("release", "2026-11"), new("team", "retail")], App.Settings.Tags.OrderBy(tag => tag.Key));
    }

    [Fact]
    public async Task DeployFile_DeploysOnlyWhatWasNotDeployed()
    {
        string path = Path.GetTempFileName();
        try
        {
            Assert.Equal(1, await RunAsync("version: v2\nkind: Spicepod\nname: orders\n"));
            Assert.Equal(1, await RunAsync("# The same.\nversion: v2\nkind: Spicepod\nname: orders\n"));
            App.ScriptNextDeployment().QueuedFor(TimeSpan.Zero).RunsFor(TimeSpan.Zero).Fails("No luck");
            await Assert.ThrowsAsync<DeploymentFailedException>(() => RunAsync("version: v2\nkind: Spicepod\nname: sales\n"));
            Assert.Equal(3, await RunAsync("version: v2\nkind: Spicepod\nname: sales\n"));
        }
        finally
        {
            File.Delete(path);
        }

        async Task<int> RunAsync(string text)
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
            await AppExamples.DeployFileAsync(Client, Client, AppId, path);
            return App.Deployments.Count;
        }
    }

    [Fact]
    public async Task PauseAndResume_Deploys()
    {
        await AppExamples.PauseAndResumeAsync(Client, Client, AppId);

        Assert.False(App.IsPaused);
        Assert.Equal("succeeded", Assert.Single(App.Deployments).Status);
    }
}
