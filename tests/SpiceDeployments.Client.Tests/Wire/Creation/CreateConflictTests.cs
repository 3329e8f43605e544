using System.Net;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

public sealed class CreateConflictTests : WireTest
{
    private const string Refusal =
        "POST /v1/apps/123/deployments returned 409 (Conflict): A deployment is already in progress. Nothing was created.";

    public CreateConflictTests() =>
        GivenCreate(WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409).WithHeader("X-Request-Id", "req-1"));

    public static TheoryData<string, long> ActiveLists => new()
    {
        { """{"id":9,"status":"queued"}""", 9 },
        { """{"id":9,"status":"in_progress"},{"id":8,"status":"succeeded"}""", 9 },
        { """{"id":9,"status":"failed"},{"id":8,"status":"in_progress"}""", 8 },
        { """{"id":9,"status":"queued"},{"id":8,"status":"in_progress"}""", 9 },
        { """{"id":9,"status":"created"},{"id":8,"status":"succeeded"}""", 9 },
        { """{"id":9,"status":"created"},{"id":8,"status":"queued"}""", 8 },
    };

    public static TheoryData<string> ListsWithoutActive => new(
        "",
        """{"id":9,"status":"succeeded"},{"id":8,"status":"failed"}""",
        """{"id":9,"status":"succeeded"},{"id":8,"status":"created"}""",
        """{"id":9,"status":"rolling_back"}""");

    [Theory]
    [MemberData(nameof(ActiveLists))]
    public async Task CreateAsync_Conflict_HasTheActiveDeployment(string deployments, long expected)
    {
        GivenList(WireResponse.List(deployments));

        DeploymentConflictException exception = await ConflictAsync();

        Assert.NotNull(exception.ActiveDeployment);
        Assert.Equal(expected, exception.ActiveDeployment.Id);
        Assert.Equal(
            $"{Refusal} Deployment {expected} is active: its status is '{exception.ActiveDeployment.RawStatus}'.", exception.Message);
    }

    [Theory]
    [MemberData(nameof(ListsWithoutActive))]
    public async Task CreateAsync_ConflictAndNoneActive_HasNull(string deployments)
    {
        GivenList(WireResponse.List(deployments));

        DeploymentConflictException exception = await ConflictAsync();

        Assert.Null(exception.ActiveDeployment);
        Assert.Equal(Refusal, exception.Message);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    [InlineData(200, "")]
    [InlineData(401, "{\"error\":\"Token expired\"}")]
    [InlineData(403, "{\"error\":\"Insufficient scope. Required: deployments:read\"}")]
    [InlineData(404, "")]
    [InlineData(429, "")]
    [InlineData(500, "")]
    public async Task CreateAsync_ConflictAndListUnavailable_HasNull(int status, string body)
    {
        GivenList(WireResponse.Json(body, status));

        DeploymentConflictException exception = await ConflictAsync();

        Assert.Null(exception.ActiveDeployment);
        Assert.Equal(Refusal, exception.Message);
    }

    [Fact]
    public async Task CreateAsync_Conflict_KeepsTheDetailsOfTheResponse()
    {
        GivenList(WireResponse.List());

        DeploymentConflictException exception = await ConflictAsync();

        Assert.Equal((HttpStatusCode.Conflict, null, "req-1"), (exception.StatusCode, exception.ErrorCode, exception.RequestId));
        Assert.Equal("""{"error":"A deployment is already in progress"}""", exception.ResponseBody);
        Assert.Equal(["POST /v1/apps/123/deployments", "GET /v1/apps/123/deployments"], Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task CreateAsync_ConflictFromAProxy_IsAConflict()
    {
        Server.ResetMappings();
        GivenCreate(WireResponse.Html(status: 409));
        GivenList(WireResponse.List("""{"id":9,"status":"queued"}"""));

        DeploymentConflictException exception = await ConflictAsync();

        Assert.Equal(9, exception.ActiveDeployment?.Id);
    }

    [Fact]
    public async Task CreateAsync_RetryAfterOfAConflictCheck_LengthensTheDelay()
    {
        Server.ResetMappings();
        GivenCreates(WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409), WireResponse.Json("""{"id":10,"status":"queued"}""", status: 202));
        GivenLists(
            WireResponse.List("""{"id":9,"status":"queued"}"""),
            WireResponse.Json("""{"error":"Too many requests"}""", status: 429).WithHeader("Retry-After", "240"),
            WireResponse.List("""{"id":9,"status":"succeeded"}"""));
        var options = new CreateDeploymentOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry };

        Deployment created = await Client.CreateAsync(AppId, options: options, cancellationToken: CancellationToken);

        Assert.Equal(10, created.Id);
        Assert.Equal(240, Clock.Delays[^1].TotalSeconds);
        Assert.Equal(2, Clock.Delays.Count);
    }

    /// <summary>Creates a deployment, and returns the conflict that follows one attempt.</summary>
    private async Task<DeploymentConflictException> ConflictAsync()
    {
        DeploymentConflictException exception = await Assert.ThrowsAsync<DeploymentConflictException>(CreateAsync);
        Assert.Single(Requests, request => request.Method is "POST");
        Assert.Null(exception.InnerException);
        return exception;
    }
}
