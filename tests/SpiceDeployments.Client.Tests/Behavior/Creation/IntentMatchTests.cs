namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A resumed intent whose deployment, if there is one, does not have the key: the service has replaced the message, or the create is not marked.</summary>
public sealed class IntentMatchTests : IntentTest
{
    private const string FullCommit = "9f2c4e7a1b2c3d4e5f60718293a4b5c6d7e8f901";

    private int _nextId = 1001;

    /// <summary>As an app does that is connected to GitHub.</summary>
    [Fact]
    public async Task CreateAsync_MessageReplacedAndCommitResolved_ReturnsTheDeployment()
    {
        await GivenPreparedAndListedAsync(Describe(commit: FullCommit, message: "The message of the commit"));

        Assert.Equal(1001, (await ResumeAsync()).Id);
        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_MessageCut_ReturnsTheDeployment()
    {
        await GivenPreparedAndListedAsync(Describe(message: "Add dataset"));

        Assert.Equal(1001, (await ResumeAsync()).Id);
    }

    [Fact]
    public async Task CreateAsync_WithoutMark_ReturnsTheDeployment()
    {
        await GivenPreparedAndListedAsync(isMarked: false, Describe(message: "Add dataset"));

        Assert.Equal(1001, (await ResumeAsync()).Id);
    }

    /// <summary>Nothing is concluded before the intent has settled, because the deployment of the intent may be listed later.</summary>
    [Fact]
    public async Task CreateAsync_Match_IsReturnedAfterTheQuarantine()
    {
        await GivenPreparedAndListedAsync(elapsed: 10, isMarked: true, Describe(message: "Add dataset"));

        await ResumeAsync();

        Assert.Equal(SettlingSeconds, Clock.Elapsed.TotalSeconds);
    }

    [Fact]
    public async Task CreateAsync_TwoMatches_ThrowsOutcomeUnknown()
    {
        await GivenPreparedAndListedAsync(Describe(message: "Add dataset"), Describe(message: "Add dataset"));

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => ResumeAsync());

        Assert.Equal([1001, 1002], exception.Candidates.Select(candidate => candidate.Id));
        Assert.EndsWith("List the app's deployments before you create again.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_ValueMissing_ThrowsOutcomeUnknown()
    {
        await GivenPreparedAndListedAsync(Describe(commit: "", message: "Add dataset"));

        Assert.Equal(1001, Assert.Single((await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => ResumeAsync())).Candidates).Id);
    }

    [Fact]
    public async Task CreateAsync_UnreadableRecord_ThrowsOutcomeUnknown()
    {
        await GivenPreparedAndListedAsync("""{"id":"unknown"}""");

        Assert.Empty((await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(() => ResumeAsync())).Candidates);
        Assert.Empty(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task CreateAsync_OtherCommit_IsSent()
    {
        await GivenPreparedAndListedAsync(Describe(commit: "1b3d5f6", message: "Add dataset"));

        await AssertSentAsync();
    }

    [Fact]
    public async Task CreateAsync_KeyOfAnotherIntent_IsSent()
    {
        await GivenPreparedAndListedAsync(Describe(message: $"Add dataset\n\nDeployment-Key: {Guid.NewGuid()}"));

        await AssertSentAsync();
    }

    [Fact]
    public async Task CreateAsync_ListedBeforeThePreparation_IsSent()
    {
        Cloud.Faults.OnList().RespondWithJson(List(Describe(message: "Add dataset")));

        await GivenPreparedAndListedAsync(Describe(id: 1001, message: "Add dataset", createdAt: -1), Describe(id: 999, message: "Add dataset", createdAt: -60));

        await AssertSentAsync();
    }

    /// <summary>If ids do not grow, the time of the creation shows that the deployment is newer.</summary>
    [Fact]
    public async Task CreateAsync_LowerIdCreatedLater_IsReturned()
    {
        Cloud.Faults.OnList().RespondWithJson(List(Describe(id: 2000, message: "Something else", createdAt: -60)));

        await GivenPreparedAndListedAsync(Describe(id: 1500, message: "Add dataset", createdAt: 3), Describe(id: 2000, message: "Something else", createdAt: -60));

        Assert.Equal(1500, (await ResumeAsync()).Id);
    }

    private async Task AssertSentAsync()
    {
        Deployment created = await ResumeAsync();

        Assert.Equal(Assert.Single(App.Deployments).Id, created.Id);
        Assert.Equal([SettlingSeconds], GetRequestTimes("POST"));
    }

    private static string List(params string[] deployments) => $$"""{"deployments":[{{string.Join(',', deployments)}}]}""";

    private Task GivenPreparedAndListedAsync(params string[] deployments) => GivenPreparedAndListedAsync(isMarked: true, deployments);

    private Task GivenPreparedAndListedAsync(bool isMarked, params string[] deployments) => GivenPreparedAndListedAsync(SettlingSeconds, isMarked, deployments);

    /// <summary>Prepares an intent. All later lists contain these deployments.</summary>
    private async Task GivenPreparedAndListedAsync(double elapsed, bool isMarked, params string[] deployments)
    {
        using DeploymentsClient client = CreateClient(options => options.MarkCreates = isMarked);
        await SaveAsync(await client.PrepareAsync(AppId, Request, CancellationToken), CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(elapsed));
        Cloud.Faults.OnList().Always().RespondWithJson(List(deployments));
    }

    private string Describe(string message, string commit = "9f2c4e7", long? id = null, double createdAt = 1) => System.Text.Json.JsonSerializer.Serialize(new
    {
        id = id ?? _nextId++,
        status = "succeeded",
        created_at = (Clock.GetUtcNow() + TimeSpan.FromSeconds(createdAt)).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        creation_source = "api",
        branch = "main",
        commit_sha = commit,
        commit_message = message,
    });
}
