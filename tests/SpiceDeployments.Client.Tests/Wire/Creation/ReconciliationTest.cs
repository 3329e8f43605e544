using System.Globalization;
using System.Text.Json.Nodes;
using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.ResponseProviders;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>A create whose answer was lost, and the lists in which it is looked for.</summary>
public abstract class ReconciliationTest : WireTest
{
    protected const string Fault = "POST /v1/apps/123/deployments returned 502 (Bad Gateway): No luck.";
    protected const string NotFound = Fault + " The create request was sent 3 times without a conclusive response; no matching deployment is listed.";
    protected const string WhatToDo = " List the app's deployments before you create again. ";

    protected static CreateDeploymentRequest EveryField { get; } = new()
    {
        ImageTag = "2.3.2",
        Channel = "stable",
        Replicas = 3,
        Branch = "main",
        CommitSha = "abc123",
        CommitMessage = "Add dataset",
        Debug = true,
    };

    protected static IResponseProvider Lost => WireResponse.Json("""{"error":"No luck"}""", status: 502);

    /// <summary>Deployment 9 as it came of <see cref="EveryField"/> at the start, with a change.</summary>
    protected static string Shown(Action<JsonObject>? change = null)
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
            ["commit_sha"] = "abc123",
            ["commit_message"] = "Add dataset",
        };
        change?.Invoke(deployment);
        return deployment.ToJsonString();
    }

    /// <summary>A time after the start, as the service writes it.</summary>
    protected static string At(TimeSpan sinceStart) => (StartTime + sinceStart).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A list with the server's time, which is right whatever the local clock says.</summary>
    protected IResponseProvider Listed(params string[] deployments) =>
        new DatedResponse(WireResponse.List(deployments), () => (StartTime + Clock.Elapsed).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A list without a time that can be read.</summary>
    protected static IResponseProvider Undated(params string[] deployments) => new DatedResponse(WireResponse.List(deployments), () => "unknown");

    protected Task<Deployment> CreateEveryFieldAsync() => Client.CreateAsync(AppId, EveryField, cancellationToken: CancellationToken);

    /// <summary>The only deployment shown is the result.</summary>
    protected async Task AssertTakenAsync(string deployment)
    {
        GivenCreate(Lost);
        GivenList(Listed(deployment));

        Deployment created = await CreateEveryFieldAsync();

        Assert.Equal(9, created.Id);
        Assert.Equal((1, 1, 2), (CreateCount, CheckCount, Requests.Count));
        Assert.Empty(Clock.Delays);
    }

    /// <summary>The only deployment shown is somebody else's.</summary>
    protected async Task AssertNotTakenAsync(string deployment)
    {
        GivenCreate(Lost);
        GivenList(Listed(deployment));

        await AssertNotFoundAsync();
    }

    protected async Task AssertNotFoundAsync()
    {
        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(CreateEveryFieldAsync);

        Assert.Equal(NotFound, exception.Message);
        Assert.Equal((3, 12, 15), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 1, 1, 2, 4, 1, 1, 2, 4);
    }

    protected async Task<DeploymentOutcomeUnknownException> OutcomeUnknownAsync()
    {
        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateEveryFieldAsync);
        Assert.Equal(Fault, Assert.IsType<SpiceApiException>(exception.InnerException).Message);
        return exception;
    }
}
