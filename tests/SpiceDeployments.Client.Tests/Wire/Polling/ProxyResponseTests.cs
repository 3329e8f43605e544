using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Polling;

/// <summary>A response that is not the API's own says nothing about the deployment: JSON with an error, a code or a message is the API's.</summary>
public sealed class ProxyResponseTests : WireTest
{
    private const string Queued = """{"id":456,"status":"queued"}""";
    private const string Succeeded = """{"id":456,"status":"succeeded"}""";
    private const string Active = """{"id":9,"status":"queued"}""";
    private const string Page = "<html><body>Access denied</body></html>";

    private static readonly IResponseBuilder Conflict = WireResponse.Json("""{"error":"A deployment is already in progress"}""", status: 409);

    private static readonly int[] Statuses = [300, 302, 307, 400, 401, 403, 404, 409, 410, 421, 422, 425, 451, 499];

    private static readonly (string ContentType, string Body)[] Pages =
    [
        ("text/html", Page),
        ("text/html", """{"error":"No"}"""),
        ("text/plain", "Access denied"),
        ("application/json", Page),
        ("application/json", ""),
        ("application/json", "{}"),
        ("application/json", """{"error":null,"message":7,"code":""}"""),
        ("application/json", """["error"]"""),
    ];

    public static TheoryData<int, string, string> Foreign => new(Statuses.SelectMany(status => Pages.Select(page => (status, page.ContentType, page.Body))));

    public static TheoryData<int, string, Type> Own => new()
    {
        { 302, """{"error":"Moved"}""", typeof(SpiceApiException) },
        { 400, """{"error":"No"}""", typeof(SpiceApiException) },
        { 401, """{"error":"Token expired"}""", typeof(SpiceAuthenticationException) },
        { 401, """{"message":"Token expired"}""", typeof(SpiceAuthenticationException) },
        { 403, """{"code":"org_forbidden"}""", typeof(SpiceForbiddenException) },
        { 404, """{"error":"App with ID 123 not found"}""", typeof(AppNotFoundException) },
        { 404, """{"code":"app_not_found"}""", typeof(AppNotFoundException) },
        { 422, """{"error":"No"}""", typeof(SpiceApiException) },
    };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task WaitForCompletionAsync_ForeignResponseBetweenPolls_ContinuesPolling(int status, string contentType, string body)
    {
        GivenLists(WireResponse.List(Queued), WireResponse.Text(body, contentType, status), WireResponse.List(Succeeded));

        Deployment completed = await WaitAsync();

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Theory]
    [MemberData(nameof(Own))]
    public async Task WaitForCompletionAsync_ErrorOfTheApiBetweenPolls_ThrowsAtOnce(int status, string body, Type type)
    {
        GivenLists(WireResponse.List(Queued), WireResponse.Json(body, status), WireResponse.List(Succeeded));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(WaitAsync);

        Assert.IsType(type, exception);
        Assert.Equal(status, (int?)exception.StatusCode);
        Assert.Equal(2, Requests.Count);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("APPLICATION/JSON")]
    [InlineData("not a type")]
    public async Task WaitForCompletionAsync_OtherFormOfTheContentType_IsTheApi(string contentType)
    {
        GivenLists(WireResponse.List(Queued), WireResponse.Text("""{"error":"No"}""", contentType, status: 403), WireResponse.List(Succeeded));

        await Assert.ThrowsAsync<SpiceForbiddenException>(WaitAsync);
    }

    [Fact]
    public async Task DeployAsync_PageAfterTheCreate_ContinuesPolling()
    {
        GivenCreate(WireResponse.Json(Queued, status: 202));
        GivenLists(Forbidden(), Forbidden(), Forbidden(), Forbidden(), WireResponse.List(Succeeded));

        Deployment completed = await Client.DeployAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(5, 10, 20, 30, 30);
    }

    [Fact]
    public async Task WaitForCompletionAsync_PagesUntilDeadline_ThrowsTimeoutWithTheLastError()
    {
        GivenLists(WireResponse.List(Queued), Forbidden());

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(WaitAsync);

        Assert.IsType<SpiceForbiddenException>(exception.InnerException);
        Assert.EndsWith(
            "The last poll failed: GET /v1/apps/123/deployments returned 403 (Forbidden): the body is text/html, not an error of the API, so a proxy may have responded.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302, typeof(SpiceApiException))]
    [InlineData(400, typeof(SpiceApiException))]
    [InlineData(401, typeof(SpiceAuthenticationException))]
    [InlineData(403, typeof(SpiceForbiddenException))]
    [InlineData(404, typeof(SpiceApiException))]
    [InlineData(200, typeof(SpiceApiException))]
    public async Task WaitForCompletionAsync_NothingButPages_ThrowsTheErrorAtTheThirdPoll(int status, Type type)
    {
        GivenList(WireResponse.Html(Page, status));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(WaitAsync);

        Assert.IsType(type, exception);
        Assert.Equal((status, Page, AppId, DeploymentId), ((int?)exception.StatusCode, exception.ResponseBody, exception.AppId, exception.DeploymentId));
        AssertDelays(5, 10);
    }

    [Fact]
    public async Task WaitForCompletionAsync_TwoPages_ContinuesPolling()
    {
        GivenLists(WireResponse.Html(), Forbidden(), WireResponse.Empty(503), WireResponse.List(Succeeded));

        Assert.Equal(DeploymentStatus.Succeeded, (await WaitAsync()).Status);
    }

    /// <summary>An error that may pass interrupts the pages.</summary>
    [Fact]
    public async Task WaitForCompletionAsync_UnreadableJsonBetweenPages_StartsTheCountAnew()
    {
        GivenLists(Forbidden(), Forbidden(), WireResponse.Json("{"), Forbidden(), Forbidden(), WireResponse.List(Succeeded));

        Assert.Equal(DeploymentStatus.Succeeded, (await WaitAsync()).Status);
    }

    [Fact]
    public async Task WaitForCompletionAsync_NothingButPagesAndEarlyDeadline_ThrowsTheErrorAtDeadline()
    {
        GivenList(Forbidden());
        var polling = new PollingOptions { Timeout = TimeSpan.FromSeconds(3) };

        await Assert.ThrowsAsync<SpiceForbiddenException>(() => Client.WaitForCompletionAsync(AppId, DeploymentId, polling, cancellationToken: CancellationToken));

        AssertDelays(3);
    }

    /// <summary>An older server, or a proxy, responds with a page to a get by id. Only the list shows whether there is more.</summary>
    [Theory]
    [InlineData("text/html", Page, 99, typeof(DeploymentNotFoundException))]
    [InlineData("text/html", Page, 100, typeof(SpiceApiException))]
    [InlineData("application/json", """{"error":"Deployment not found"}""", 100, typeof(DeploymentNotFoundException))]
    public async Task GetAsync_NotFound_IsProvedByTheApiOrAListThatEnds(string contentType, string body, int others, Type type)
    {
        GivenGet(WireResponse.Text(body, contentType, status: 404));
        GivenList(Others(others));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(GetAsync);

        Assert.IsType(type, exception);
        Assert.Equal((404, AppId, DeploymentId), ((int?)exception.StatusCode, exception.AppId, exception.DeploymentId));
    }

    [Theory]
    [InlineData("text/html", Page, 19, typeof(DeploymentNotFoundException))]
    [InlineData("text/html", Page, 99, typeof(DeploymentNotFoundException))]
    [InlineData("text/html", Page, 100, typeof(SpiceApiException))]
    [InlineData("application/json", """{"error":"Deployment not found"}""", 100, typeof(DeploymentNotFoundException))]
    public async Task WaitForCompletionAsync_NotFound_IsProvedByTheApiOrAListThatEnds(string contentType, string body, int others, Type type)
    {
        GivenGet(WireResponse.Text(body, contentType, status: 404));
        GivenList(Others(others));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(WaitAsync);

        Assert.IsType(type, exception);
        Assert.Equal((404, AppId, DeploymentId), ((int?)exception.StatusCode, exception.AppId, exception.DeploymentId));
        Assert.Equal(TimeSpan.FromSeconds(15), Clock.Elapsed);
    }

    [Fact]
    public async Task GetAsync_CreatedByIdAndAPageInsteadOfTheList_ReturnsTheDeployment()
    {
        GivenGet(WireResponse.Json("""{"id":456,"status":"created"}"""));
        GivenList(Forbidden());

        Assert.Equal(DeploymentStatus.Created, (await GetAsync()).Status);
    }

    [Fact]
    public async Task DeployAsync_PageDuringConflict_ContinuesToWait()
    {
        GivenCreates(Conflict, WireResponse.Json(Succeeded, status: 202));
        GivenLists(WireResponse.List(Active), Forbidden(), WireResponse.Html(status: 302), WireResponse.List(Active.Replace("queued", "failed", StringComparison.Ordinal)));

        Deployment completed = await Client.DeployAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal((456, 3), (completed.Id, Clock.Delays.Count));
    }

    [Fact]
    public async Task DeployAsync_ErrorOfTheApiDuringConflict_ThrowsIt()
    {
        GivenCreate(Conflict);
        GivenLists(WireResponse.List(Active), WireResponse.Json("""{"error":"Insufficient scope. Required: deployments:read"}""", status: 403));

        await Assert.ThrowsAsync<SpiceForbiddenException>(() => Client.DeployAsync(AppId, cancellationToken: CancellationToken));
    }

    /// <summary>A proxy that returns 499 has canceled a request that the service may have processed. Any other 4xx means that it was not processed.</summary>
    [Theory]
    [InlineData(302, 0)]
    [InlineData(403, 0)]
    [InlineData(421, 0)]
    [InlineData(425, 0)]
    [InlineData(499, 5)]
    public async Task CreateAsync_Page_IsRejectedUnlessTheRequestMayHaveBeenProcessed(int status, int checks)
    {
        GivenCreates(WireResponse.Html(Page, status), WireResponse.Json("""{"error":"No"}""", status: 400));
        GivenList(AtStart(WireResponse.List()));

        await Assert.ThrowsAnyAsync<SpiceApiException>(CreateAsync);

        Assert.Equal((checks is 0 ? 1 : 2, checks > 0), (CreateCount, CheckCount >= checks && CheckCount > 0));
    }

    private static IResponseBuilder Forbidden() => WireResponse.Html(Page, status: 403);

    /// <summary>A list of other deployments.</summary>
    private static IResponseBuilder Others(int count) =>
        WireResponse.List([.. Enumerable.Range(1000, count).Select(id => $$"""{"id":{{id}},"status":"succeeded"}""")]);

    private Task<Deployment> WaitAsync() => Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);
}
