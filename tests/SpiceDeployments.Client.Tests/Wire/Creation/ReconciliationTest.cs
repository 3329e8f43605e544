using System.Globalization;
using System.Text.Json.Nodes;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A test of a create whose response is lost, and of the lists that are checked.</summary>
public abstract class ReconciliationTest : WireTest
{
    protected const string Error = "POST /v1/apps/123/deployments returned 502 (Bad Gateway): No luck.";
    protected const string NotFound = Error + " The create request was sent 3 times without a conclusive response; no matching deployment is listed.";
    protected const string Advice = " List the app's deployments before you create again. ";

    protected static CreateDeploymentRequest EveryField { get; } = new()
    {
        ImageTag = "2.3.2",
        Channel = "stable",
        Replicas = 3,
        Branch = "main",
        CommitSha = "abc1234",
        CommitMessage = "Add dataset",
        Debug = true,
    };

    protected static IResponseProvider LostResponse => WireResponse.Json("""{"error":"No luck"}""", status: 502);

    /// <summary>Deployment 9, created from <see cref="EveryField"/> at the start, with a change.</summary>
    protected static string CreateListed(Action<JsonObject>? change = null)
    {
        var deployment = new JsonObject
        {
            ["id"] = 9,
            ["status"] = "queued",
            ["created_at"] = At(TimeSpan.Zero),
            ["creation_source"] = "api",
            ["image_tag"] = "2.3.2",
            ["channel"] = "stable",
            ["replicas"] = 3,
            ["branch"] = "main",
            ["commit_sha"] = "abc1234",
            ["commit_message"] = "Add dataset",
        };
        change?.Invoke(deployment);
        return deployment.ToJsonString();
    }

    /// <summary>Formats a time after the start as the service does.</summary>
    protected static string At(TimeSpan sinceStart) => (StartTime + sinceStart).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A list with the server's time, which does not depend on the local clock.</summary>
    protected IResponseProvider Listed(params string[] deployments) =>
        new DatedResponse(WireResponse.List(deployments), () => (StartTime + Clock.Elapsed).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A list without a readable <c>Date</c>.</summary>
    protected static IResponseProvider Undated(params string[] deployments) => new DatedResponse(WireResponse.List(deployments), () => "unknown");

    protected Task<Deployment> CreateEveryFieldAsync() => Client.CreateAsync(AppId, EveryField, cancellationToken: CancellationToken);

    /// <summary>Asserts that the create returns the only listed deployment.</summary>
    protected async Task AssertReturnedAsync(string deployment)
    {
        GivenCreate(LostResponse);
        GivenList(Listed(deployment));

        Deployment created = await CreateEveryFieldAsync();

        Assert.Equal(9, created.Id);
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
        Assert.Empty(Clock.Delays);
    }

    /// <summary>Asserts that the only listed deployment does not belong to the create.</summary>
    protected async Task AssertNotReturnedAsync(string deployment)
    {
        GivenCreate(LostResponse);
        GivenList(Listed(deployment));

        await AssertNotCreatedAsync();
    }

    protected async Task AssertNotCreatedAsync()
    {
        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateEveryFieldAsync);

        Assert.Equal(NotFound, exception.Message);
        Assert.Equal((3, 15, 18), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8);
    }

    protected async Task<DeploymentOutcomeUnknownException> OutcomeUnknownAsync()
    {
        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateEveryFieldAsync);
        Assert.Equal(Error, Assert.IsType<SpiceApiException>(exception.InnerException).Message);
        return exception;
    }
}
