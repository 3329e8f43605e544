using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Polling;

/// <summary>Lists in which <c>created</c> does not prove that a deployment was replaced.</summary>
public sealed class AmbiguousCreatedTests : WireTest
{
    private const string Created = """{"id":456,"status":"created","created_at":"2026-10-06T08:00:05Z"}""";
    private const string LaterWithLowerId = """{"id":455,"status":"in_progress","created_at":"2026-10-06T08:00:06Z"}""";
    private const string EarlierWithHigherId = """{"id":457,"status":"in_progress","created_at":"2026-10-06T08:00:04Z"}""";

    public static TheoryData<string> Ambiguous => new($"{Created},{LaterWithLowerId}", $"{LaterWithLowerId},{Created}", $"{EarlierWithHigherId},{Created}");

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public async Task WaitForCompletionAsync_IdAndTimeDisagree_ContinuesPolling(string list)
    {
        GivenLists(WireResponse.List(list), WireResponse.List(list), WireResponse.List(OwnStatus("succeeded")));

        Deployment completed = await WaitAsync();

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(5, 10);
    }

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public async Task ListAsync_IdAndTimeDisagree_IsNotSuperseded(string list)
    {
        GivenList(WireResponse.List(list));

        IReadOnlyList<Deployment> deployments = await ListAsync();

        Assert.DoesNotContain(deployments, deployment => deployment.IsSuperseded);
    }

    [Theory]
    [MemberData(nameof(Ambiguous))]
    public async Task GetAsync_IdAndTimeDisagree_IsNotSuperseded(string list)
    {
        GivenGet(WireResponse.Json(Created));
        GivenList(WireResponse.List(list));

        Assert.Equal((DeploymentStatus.Created, null), ((await GetAsync()).Status, (await GetAsync()).SupersededById));
    }

    /// <summary>The deployment may be queued next, so it is the active one, wherever it is listed.</summary>
    [Fact]
    public async Task CreateAsync_ConflictAndIdAndTimeDisagree_HasTheCreatedDeployment()
    {
        GivenCreate(WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409));
        GivenList(WireResponse.List(LaterWithLowerId.Replace("in_progress", "succeeded", StringComparison.Ordinal), Created));

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(CreateAsync);

        Assert.Equal(456, exception.ActiveDeployment?.Id);
    }

    [Fact]
    public async Task WaitForCompletionAsync_CreatedOnceBetweenActive_ContinuesPolling()
    {
        GivenStatuses("queued", "created", "in_progress", "created", "succeeded");

        Deployment completed = await WaitAsync();

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(5, 10, 20, 30);
    }

    [Fact]
    public async Task WatchAsync_CreatedOnceBetweenActive_ReturnsItAsCreated()
    {
        GivenStatuses("queued", "created", "in_progress", "succeeded");

        var statuses = new List<DeploymentStatus>();
        await foreach (Deployment deployment in Client.WatchAsync(AppId, DeploymentId, cancellationToken: CancellationToken))
        {
            statuses.Add(deployment.Status);
        }

        Assert.DoesNotContain(DeploymentStatus.Superseded, statuses);
        Assert.Equal(DeploymentStatus.Succeeded, statuses[^1]);
    }

    /// <summary>A failed poll between them is no poll that showed another status.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_CreatedTwiceAfterActiveAndAFailedPoll_IsSuperseded()
    {
        GivenLists(
            WireResponse.List(OwnStatus("queued")),
            WireResponse.List(OwnStatus("created")),
            WireResponse.Html(),
            WireResponse.List(OwnStatus("created")));

        Deployment completed = await WaitAsync();

        Assert.Equal((DeploymentStatus.Superseded, "created", null), (completed.Status, completed.RawStatus, completed.SupersededById));
    }

    private static string OwnStatus(string status) => $$"""{"id":456,"status":"{{status}}"}""";

    private void GivenStatuses(params string[] statuses) => GivenLists([.. statuses.Select(status => WireResponse.List(OwnStatus(status)))]);

    private Task<Deployment> WaitAsync() => Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);
}
