using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Polling;

/// <summary>A successful poll, and a create, may ask for a longer delay (<c>Retry-After</c>).</summary>
public sealed class PollRetryAfterTests : WireTest
{
    private const string Queued = """{"id":456,"status":"queued"}""";
    private const string Succeeded = """{"id":456,"status":"succeeded"}""";

    [Theory]
    [InlineData("45", 45)]
    [InlineData("5", 5)]
    [InlineData("1", 5)]
    [InlineData("soon", 5)]
    public async Task WaitForCompletionAsync_RetryAfter_LengthensTheDelay(string retryAfter, double expected)
    {
        GivenLists(WireResponse.List(Queued).WithHeader("Retry-After", retryAfter), WireResponse.List(Succeeded));

        Deployment completed = await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(expected);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfter_AppliesToTheNextDelayOnly()
    {
        GivenLists(WireResponse.List(Queued).WithHeader("Retry-After", "45"), WireResponse.List(Queued), WireResponse.List(Succeeded));

        await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        AssertDelays(45, 10);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterBeyondDeadline_PollsAtDeadline()
    {
        GivenLists(WireResponse.List(Queued).WithHeader("Retry-After", "7200"), WireResponse.List(Succeeded));

        Deployment completed = await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(600);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task DeployAsync_RetryAfterOfTheCreate_LengthensTheFirstDelay(int status)
    {
        GivenCreate(WireResponse.Json(Queued, status).WithHeader("Retry-After", "45"));
        GivenLists(WireResponse.List(Queued), WireResponse.List(Succeeded));

        await Client.DeployAsync(AppId, cancellationToken: CancellationToken);

        AssertDelays(45, 10);
    }

    [Fact]
    public async Task DeployAsync_PredictiveScheduleAndRetryAfterOfTheCreate_LengthensTheFirstDelay()
    {
        GivenCreate(WireResponse.Json(Queued, status: 202).WithHeader("Retry-After", "400"));
        GivenList(WireResponse.List(Succeeded));
        var options = new DeployOptions { Polling = new PollingOptions { Schedule = PollingSchedule.Predictive } };

        await Client.DeployAsync(AppId, options: options, cancellationToken: CancellationToken);

        AssertDelays(400);
    }

    [Fact]
    public async Task DeployAsync_RetryAfterOfTheCreateBeyondDeadline_PollsAtDeadline()
    {
        GivenCreate(WireResponse.Json(Queued, status: 202).WithHeader("Retry-After", "7200"));
        GivenList(WireResponse.List(Succeeded));

        await Client.DeployAsync(AppId, cancellationToken: CancellationToken);

        AssertDelays(600);
    }

    /// <summary>The list that shows the deployment takes the place of the response to the create.</summary>
    [Fact]
    public async Task DeployAsync_LostResponseAndRetryAfterOfTheCheck_LengthensTheFirstDelay()
    {
        var request = new CreateDeploymentRequest { CommitMessage = "Build 7" };
        string own = Queued.Replace("}", ",\"created_at\":\"2026-10-06T08:00:00Z\",\"commit_message\":\"Build 7\"}", StringComparison.Ordinal);
        GivenCreate(WireResponse.Empty(502));
        GivenLists(AtStart(WireResponse.List(own).WithHeader("Retry-After", "45")), WireResponse.List(Succeeded));

        await Client.DeployAsync(AppId, request, cancellationToken: CancellationToken);

        AssertDelays(45);
    }

    /// <summary>A poll that does not find the deployment in the first list makes further requests.</summary>
    [Theory]
    [InlineData(45, null, null)]
    [InlineData(null, 45, null)]
    [InlineData(null, null, 45)]
    [InlineData(45, 7, 8)]
    [InlineData(7, 45, 8)]
    [InlineData(7, 8, 45)]
    public async Task WaitForCompletionAsync_RetryAfterOfAnyRequestOfAPoll_LengthensTheDelay(int? first, int? second, int? byId)
    {
        GivenLists(WithRetryAfter(Others(20), first), WithRetryAfter(Others(100), second), WireResponse.List(Succeeded));
        GivenGet(WithRetryAfter(WireResponse.Json(Queued), byId));

        await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        AssertDelays(45);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterOfANotFound_LengthensTheDelay()
    {
        GivenLists(WireResponse.List(), WireResponse.List(Succeeded));
        GivenGet(WithRetryAfter(WireResponse.Json("""{"error":"Deployment not found"}""", status: 404), 12));

        await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        AssertDelays(12);
    }

    [Fact]
    public async Task DeployAsync_RetryAfterOfConflictChecks_LengthensTheDelays()
    {
        const string Active = """{"id":9,"status":"queued"}""";
        GivenCreates(
            WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409).WithHeader("Retry-After", "7"),
            WireResponse.Json(Succeeded, status: 202));
        GivenLists(
            WireResponse.List(Active).WithHeader("Retry-After", "45"),
            WireResponse.List(Active).WithHeader("Retry-After", "50"),
            WireResponse.List("""{"id":9,"status":"succeeded"}"""));

        await Client.DeployAsync(AppId, cancellationToken: CancellationToken);

        AssertDelays(45, 50);
    }

    [Fact]
    public async Task DeployAsync_RetryAfterOfAConflictCheckBeyondTheConflictTimeout_ChecksAtTheTimeout()
    {
        const string Active = """{"id":9,"status":"queued"}""";
        GivenCreate(WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409));
        GivenList(WireResponse.List(Active).WithHeader("Retry-After", "7200"));

        await Assert.ThrowsAsync<DeploymentConflictException>(() => Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        AssertDelays(600);
    }

    [Fact]
    public async Task CreateAsync_RetryAfterOfTheList_IsThatOfTheConflict()
    {
        GivenCreate(WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409));
        GivenList(WireResponse.List().WithHeader("Retry-After", "45"));

        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(CreateAsync);

        Assert.Equal(TimeSpan.FromSeconds(45), exception.RetryAfter);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterDate_IsRelativeToTheResponseDate()
    {
        GivenLists(
            AtStart(WireResponse.List(Queued).WithHeader("Retry-After", StartTime.AddSeconds(50).ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
            WireResponse.List(Succeeded));

        await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        AssertDelays(50);
    }

    private static IResponseBuilder WithRetryAfter(IResponseBuilder response, int? seconds) =>
        seconds is null ? response : response.WithHeader("Retry-After", $"{seconds}");

    /// <summary>A list of other deployments.</summary>
    private static IResponseBuilder Others(int count) =>
        WireResponse.List([.. Enumerable.Range(1000, count).Select(id => $$"""{"id":{{id}},"status":"succeeded"}""")]);
}
