using System.Net;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace SpiceDeployments.Client.Tests.Unit;

/// <summary>Programs test their own code with a fake client. Every result, report and exception of a client can be created by public members.</summary>
public sealed class FakeClientTests
{
    private const long AppId = 42;

    private static readonly Deployment Failed = new()
    {
        AppId = AppId,
        Id = 7,
        RawStatus = "failed",
        CreatedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(2026, 11, 22, 12, 1, 0, TimeSpan.Zero),
        StartedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 5, TimeSpan.Zero),
        FinishedAt = new DateTimeOffset(2026, 11, 22, 12, 1, 0, TimeSpan.Zero),
        ImageTag = "2.3.2",
        Channel = "stable",
        Replicas = 3,
        Branch = "main",
        CommitSha = "9f2c4e7",
        CommitMessage = "Add dataset",
        ErrorMessage = "No node has enough memory",
        ErrorCode = "insufficient_memory",
        RawCreationSource = "api",
        CreatedBy = "ci@example.com",
    };

    private static readonly Deployment Superseded = new() { AppId = AppId, Id = 8, RawStatus = "created", IsSuperseded = true, SupersededById = 9 };

    private readonly IDeploymentsClient _client = Substitute.For<IDeploymentsClient>();

    public static TheoryData<SpiceException, string> Exceptions => new()
    {
        {
            new SpiceApiException("Rejected")
            {
                AppId = AppId,
                StatusCode = HttpStatusCode.BadRequest,
                ErrorCode = "spicepod_paused",
                FieldErrors = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["replicas"] = ["Too many"] },
                RequestId = "req-1",
                ResponseBody = "{}",
            },
            "rejected 400 spicepod_paused replicas req-1"
        },
        { new SpiceApiException("Unavailable") { StatusCode = HttpStatusCode.ServiceUnavailable, IsTransient = true }, "retry later" },
        { new SpiceAuthenticationException("Token expired") { StatusCode = HttpStatusCode.Unauthorized }, "renew the token" },
        { new SpiceForbiddenException("Insufficient scope") { RequiredScope = "deployments:write" }, "request deployments:write" },
        { new SpiceRateLimitException("Slow down") { RetryAfter = TimeSpan.FromSeconds(9) }, "retry in 9 s" },
        { new AppNotFoundException("No such app") { AppId = AppId }, "no app 42" },
        { new DeploymentNotFoundException("No such deployment") { AppId = AppId, DeploymentId = 7 }, "no deployment 7" },
        { new DeploymentConflictException("Conflict") { ActiveDeployment = Superseded }, "deployment 8 is active" },
        { new DeploymentFailedException(Failed), "deployment 7 of app 42 failed: InsufficientMemory, transient True" },
        { new DeploymentSupersededException(Superseded), "deployment 8 of app 42 superseded by 9" },
        {
            new DeploymentTimeoutException("Timed out") { Deployment = Failed, Elapsed = TimeSpan.FromMinutes(10), PollCount = 21 },
            "deployment 7 timed out after 600 s and 21 polls"
        },
        { new AppUpdateException("Lost") { AppId = AppId, Outcome = AppUpdateOutcome.Changed, Current = new App { Id = AppId, Name = "orders" } }, "App 42 (orders): Changed" },
        { new DeploymentOutcomeUnknownException("Unknown") { AppId = AppId, Candidates = [Superseded, Failed] }, "one of 8, 7" },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task DeployAsync_FakeThrows_ProgramReceivesTheData(SpiceException exception, string expected)
    {
        AnyDeploy().ThrowsAsync(exception);

        Assert.Equal(expected, await DeployAsync(_client));
    }

    [Fact]
    public async Task DeployAsync_FakeReturnsAFailedDeployment_ProgramChecksIt()
    {
        AnyDeploy().Returns(Failed);

        Assert.Equal("deployment 7 of app 42 failed: InsufficientMemory, transient True", await DeployAsync(_client));
    }

    [Fact]
    public async Task DeployAsync_FakeReportsProgress_ProgramReceivesIt()
    {
        IProgress<DeploymentProgress> progress = Substitute.For<IProgress<DeploymentProgress>>();
        var report = new DeploymentProgress { Deployment = Failed, Elapsed = TimeSpan.FromSeconds(5), PollCount = 1, NextPollDelay = TimeSpan.FromSeconds(10) };
        AnyDeploy().Returns(Failed).AndDoes(call => call.Arg<IProgress<DeploymentProgress>>().Report(report));

        await _client.DeployAsync(AppId, progress: progress, cancellationToken: TestContext.Current.CancellationToken);

        progress.Received(1).Report(report with { });
    }

    [Fact]
    public async Task WatchAsync_FakeSequence_IsEnumerated()
    {
        _client.WatchAsync(AppId, 7, Arg.Any<PollingOptions?>(), Arg.Any<CancellationToken>()).Returns(new[] { Failed with { RawStatus = "queued" }, Failed }.ToAsyncEnumerable());

        List<DeploymentStatus> statuses = await _client.WatchAsync(AppId, 7, cancellationToken: TestContext.Current.CancellationToken)
            .Select(deployment => deployment.Status)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([DeploymentStatus.Queued, DeploymentStatus.Failed], statuses);
    }

    [Fact]
    public async Task UpdateAppAsync_Fake_ReceivesTheRequest()
    {
        IAppsClient apps = Substitute.For<IAppsClient>();
        var updated = new App { Id = AppId, Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1" }, Config = new AppConfig { Replicas = 2 } };
        apps.UpdateAppAsync(AppId, new UpdateAppRequest { Replicas = 2 }, Arg.Any<CancellationToken>()).Returns(updated);

        Assert.Same(updated, await apps.UpdateAppAsync(AppId, new UpdateAppRequest { Replicas = 2 }, TestContext.Current.CancellationToken));
    }

    /// <summary>The code of a program: deploys, and describes the outcome.</summary>
    private static async Task<string> DeployAsync(IDeploymentsClient client)
    {
        try
        {
            Deployment deployment = await client.DeployAsync(AppId, cancellationToken: TestContext.Current.CancellationToken);
            return $"deployment {deployment.EnsureSucceeded().Id} succeeded";
        }
        catch (SpiceException exception)
        {
            return Describe(exception);
        }
    }

    private Task<Deployment> AnyDeploy() => _client.DeployAsync(
        AppId, Arg.Any<CreateDeploymentRequest?>(), Arg.Any<DeployOptions?>(), Arg.Any<IProgress<DeploymentProgress>?>(), Arg.Any<CancellationToken>());

    private static string Describe(SpiceException exception) => exception switch
    {
        DeploymentFailedException failed => $"deployment {failed.DeploymentId} of app {failed.AppId} failed: {failed.Reason}, transient {failed.IsTransient}",
        DeploymentSupersededException superseded => $"deployment {superseded.DeploymentId} of app {superseded.AppId} superseded by {superseded.Deployment?.SupersededById}",
        DeploymentTimeoutException timeout => $"deployment {timeout.DeploymentId} timed out after {(int)timeout.Elapsed.TotalSeconds} s and {timeout.PollCount} polls",
        DeploymentOutcomeUnknownException unknown => $"one of {string.Join(", ", unknown.Candidates.Select(candidate => candidate.Id))}",
        AppUpdateException update => $"{update.Current}: {update.Outcome}",
        DeploymentConflictException conflict => $"deployment {conflict.ActiveDeployment?.Id} is active",
        SpiceRateLimitException limit => $"retry in {(int?)limit.RetryAfter?.TotalSeconds} s",
        SpiceForbiddenException forbidden => $"request {forbidden.RequiredScope}",
        SpiceAuthenticationException => "renew the token",
        DeploymentNotFoundException missing => $"no deployment {missing.DeploymentId}",
        AppNotFoundException missing => $"no app {missing.AppId}",
        SpiceApiException { IsTransient: true } => "retry later",
        SpiceApiException error => $"rejected {(int?)error.StatusCode} {error.ErrorCode} {string.Join(", ", error.FieldErrors.Keys)} {error.RequestId}",
        _ => exception.Message,
    };
}
