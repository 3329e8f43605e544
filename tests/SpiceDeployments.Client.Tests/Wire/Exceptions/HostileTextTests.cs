using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Behavior.Http;
using SpiceDeployments.Client.Tests.Behavior.Telemetry;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>No text of the service steers a terminal, a log or a CI system, or makes a message long.</summary>
public sealed class HostileTextTests : WireTest
{
    private const string Hostile = "\n::error file=app.js::No\r\n\u001b[31m\u009b2J\u202E\u2028##vso[task.complete result=Succeeded;]##[error]\0";

    /// <summary>The service's text of a message and of an error code or a status, the reason of the list or the create, and the client's own words.</summary>
    private const int MaxMessageBytes = (2 * 4 * 1024) + 2048;

    private readonly FakeLogger<DeploymentsClient> _log = new();

    public static TheoryData<string> Texts => new(Hostile, "::error::No", string.Concat(Enumerable.Repeat(Hostile, 200)));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Error_HostileText_IsHarmless(string text)
    {
        string fieldErrors = JsonSerializer.Serialize(new Dictionary<string, string[]> { [text] = [text] });
        string body = $$$"""{"error":{{{Quote(text)}}},"code":{{{Quote(text)}}},"details":{"fieldErrors":{{{fieldErrors}}},"formErrors":[{{{Quote(text)}}}] } }""";

        SpiceApiException exception = await ListFailsAsync(WireResponse.Json(body, status: 400).WithHeader("X-Request-Id", "::error::No ##[error]"));

        AssertHarmless(exception);
        Assert.Equal(": :error::No # #[error]", exception.RequestId);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task ResponseBody_HostileText_IsHarmless(string text)
    {
        AssertHarmless(await ListFailsAsync(WireResponse.Html(text, status: 404)));
        Server.ResetMappings();
        AssertHarmless(await ListFailsAsync(WireResponse.Html(text)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task RequiredScope_HostileText_IsHarmless(string text)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Json($$"""{"error":{{Quote("Insufficient scope. Required: " + text)}}}""", status: 403));

        AssertHarmless(exception);
        Assert.StartsWith(": :error", Assert.IsType<SpiceForbiddenException>(exception).RequiredScope, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task FailedDeployment_HostileText_IsHarmless(string text)
    {
        using var activities = new RecordedActivities();
        string failed = $$"""{"id":456,"status":"failed","error_message":{{Quote(text)}},"error_code":{{Quote(text)}}}""";
        GivenCreate(WireResponse.Json(failed, status: 202));

        AssertHarmless(await Assert.ThrowsAsync<DeploymentFailedException>(() => Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        AssertHarmless(activities);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Status_HostileText_IsHarmless(string text)
    {
        using var activities = new RecordedActivities();
        GivenList(WireResponse.List($$"""{"id":456,"status":{{Quote(text)}}}"""));
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(10) };

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Client.WaitForCompletionAsync(AppId, DeploymentId, polling, cancellationToken: CancellationToken));

        AssertHarmless(exception);
        AssertHarmless(Assert.Throws<InvalidOperationException>(() => exception.Deployment!.EnsureSucceeded()));
        AssertHarmless(Assert.Throws<DeploymentFailedException>(() => (exception.Deployment! with { FinishedAt = StartTime }).EnsureSucceeded()));
        AssertHarmless(new DeploymentConflictException(new SpiceApiException("No luck"), exception.Deployment));
        AssertHarmless(activities);
        Assert.Contains(_log.Collector.GetSnapshot(), record => record.Id.Id is 6);
        Assert.All(_log.Collector.GetSnapshot(), record => AssertHarmless(record.Message));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 \u001b[31m::error::\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("\u001b[31m\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\u001b[31m##[error]\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://\u202Eexample.com/\u001b\r\nContent-Length: 0\r\n\r\n")]
    public async Task TransportError_HostileText_IsHarmless(string response)
    {
        await using var server = new RawServer(response);
        using var client = new DeploymentsClient(new() { BaseAddress = server.BaseAddress, AccessToken = AccessToken, TimeProvider = new AutoAdvancingTimeProvider() });

        AssertHarmless(await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken)));
    }

    [Fact]
    public async Task CreateAsync_ManyCandidates_NamesTen()
    {
        GivenCreate(WireResponse.Html(status: 502));
        GivenList(AtStart(WireResponse.List([.. Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},"status":"queued","created_at":"2026-10-06T08:00:00Z"}""")])));

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.Contains("one of these deployments: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 90 more.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(100, exception.Candidates.Count);
    }

    protected override DeploymentsClientOptions CreateOptions()
    {
        DeploymentsClientOptions options = base.CreateOptions();
        options.LoggerFactory = new SingleLoggerFactory(_log);
        return options;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text);

    /// <summary>Checks each text of the exception apart from the deployment, whose texts are the service's.</summary>
    private static void AssertHarmless(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            AssertHarmless(current.Message);
            if (current is SpiceApiException error)
            {
                string?[] texts = [error.ErrorCode, error.RequestId, error.ResponseBody, (error as SpiceForbiddenException)?.RequiredScope, .. error.FieldErrors.Keys, .. error.FieldErrors.Values.SelectMany(problems => problems)];
                Assert.All(texts.OfType<string>(), AssertHarmless);
            }
        }
    }

    private static void AssertHarmless(RecordedActivities activities)
    {
        Assert.Contains(activities.All, activity => activity.StatusDescription is not null);
        Assert.All(activities.All.Select(activity => activity.StatusDescription).OfType<string>(), AssertHarmless);
    }

    private static void AssertHarmless(string text)
    {
        Assert.DoesNotContain(text, character => char.IsControl(character) || character is '\u2028' or '\u202E');
        Assert.False(text.TrimStart().StartsWith("::", StringComparison.Ordinal), text);
        Assert.DoesNotContain("##", text, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(text), 0, MaxMessageBytes);
    }
}
