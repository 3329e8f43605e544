using System.Globalization;
using SpiceDeployments.Client.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseProviders;
using WireMock.Server;

namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>A test of a client against a server on loopback that returns the responses of the test and records the requests.</summary>
public abstract class WireTest : ClientTest
{
    protected const long AppId = 123;
    protected const long DeploymentId = 456;
    protected const string AccessToken = "pat-0123456789";
    protected const string AppsPath = "/v1/apps";
    protected const string AppPath = "/v1/apps/123";
    protected const string DeploymentsPath = "/v1/apps/123/deployments";
    protected const string DeploymentPath = "/v1/apps/123/deployments/456";
    protected const string TokenPath = "/api/oauth/token";

    /// <summary>The time of the server's clock at which a test starts.</summary>
    protected static readonly DateTimeOffset StartTime = new(2026, 10, 6, 8, 0, 0, TimeSpan.Zero);

    protected WireMockServer Server { get; } = WireMockServer.Start();

    /// <summary>The clock of the clients. Delays complete at once.</summary>
    protected AutoAdvancingTimeProvider Clock { get; set; } = new(StartTime);

    /// <summary>The requests that the server received, in order.</summary>
    protected IReadOnlyList<WireRequest> Requests => [.. Server.LogEntries.Select(entry => WireRequest.From(entry.RequestMessage!))];

    /// <summary>How many create requests the server received.</summary>
    protected int CreateCount => Requests.Count(request => request is { Method: "POST", Target: DeploymentsPath });

    /// <summary>How many times the client checked the list for a create whose response was lost.</summary>
    protected int CheckCount => Requests.Count(request => request is { Method: "GET", Target: DeploymentsPath + "?limit=100" });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Server.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override DeploymentsClientOptions CreateOptions() =>
        new() { BaseAddress = new Uri(Server.Url!), AccessToken = AccessToken, TimeProvider = Clock };

    protected void GivenList(IResponseProvider response) => Given(HttpMethod.Get, DeploymentsPath, response);

    protected void GivenGet(IResponseProvider response) => Given(HttpMethod.Get, DeploymentPath, response);

    protected void GivenCreate(IResponseProvider response) => Given(HttpMethod.Post, DeploymentsPath, response);

    protected void GivenApps(IResponseProvider response) => Given(HttpMethod.Get, AppsPath, response);

    protected void GivenApp(IResponseProvider response) => Given(HttpMethod.Get, AppPath, response);

    /// <summary>Sets the responses to reads of the app, in order. The last one is repeated.</summary>
    protected void GivenAppReads(params IResponseProvider[] responses) => GivenSequence(HttpMethod.Get, AppPath, responses);

    /// <summary>Sets the responses to updates of the app, in order. The last one is repeated.</summary>
    protected void GivenUpdates(params IResponseProvider[] responses) => GivenSequence(HttpMethod.Put, AppPath, responses);

    protected void GivenPause(IResponseProvider response) => Given(HttpMethod.Post, AppPath + "/pause", response);

    protected void GivenResume(IResponseProvider response) => Given(HttpMethod.Post, AppPath + "/resume", response);

    protected void GivenToken(IResponseProvider response) => Given(HttpMethod.Post, TokenPath, response);

    /// <summary>Sets the responses to creates, in order. The last one is repeated.</summary>
    protected void GivenCreates(params IResponseProvider[] responses) => GivenSequence(HttpMethod.Post, DeploymentsPath, responses);

    /// <summary>Sets the responses to lists, in order. The last one is repeated.</summary>
    protected void GivenLists(params IResponseProvider[] responses) => GivenSequence(HttpMethod.Get, DeploymentsPath, responses);

    protected Task<IReadOnlyList<Deployment>> ListAsync() => Client.ListAsync(AppId, cancellationToken: CancellationToken);

    protected Task<Deployment> GetAsync() => Client.GetAsync(AppId, DeploymentId, CancellationToken);

    protected Task<Deployment> CreateAsync() => Client.CreateAsync(AppId, cancellationToken: CancellationToken);

    /// <summary>Lists an app with this deployment only.</summary>
    protected async Task<Deployment> ListOneAsync(string deployment)
    {
        Server.ResetMappings();
        GivenList(WireResponse.List(deployment));
        return Assert.Single(await ListAsync());
    }

    /// <summary>Lists an app, and returns the exception.</summary>
    protected async Task<SpiceApiException> ListFailsAsync(IResponseProvider response)
    {
        GivenList(response);
        return await Assert.ThrowsAnyAsync<SpiceApiException>(ListAsync);
    }

    /// <summary>Creates a deployment that is accepted with this response and never listed. Asserts that one request was sent, and returns its error.</summary>
    protected async Task<SpiceApiException> CreateIsUnknownAsync(IResponseProvider response)
    {
        GivenCreate(response);
        GivenList(WireResponse.List());
        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);
        Assert.Equal((1, 5, 6), (CreateCount, CheckCount, Requests.Count));
        AssertDelays(1, 2, 4, 8);
        Assert.Empty(exception.Candidates);
        return Assert.IsType<SpiceApiException>(exception.InnerException);
    }

    /// <summary>Adds the <c>Date</c> of a server on whose clock the test has just started.</summary>
    protected static IResponseProvider AtStart(IResponseProvider response) => new DatedResponse(response, () => StartTime.ToString("R", CultureInfo.InvariantCulture));

    protected void AssertDelays(params double[] seconds) => Assert.Equal(seconds, Clock.Delays.Select(delay => delay.TotalSeconds));

    private void GivenSequence(HttpMethod method, string path, IResponseProvider[] responses)
    {
        for (int i = 0; i < responses.Length; i++)
        {
            IRespondWithAProvider mapping = Server.Given(Request.Create().UsingMethod(method.Method).WithPath(path)).InScenario(method.Method + path);
            mapping = i > 0 ? mapping.WhenStateIs(i) : mapping;
            mapping = responses.Length > 1 ? mapping.WillSetStateTo(Math.Min(i + 1, responses.Length - 1)) : mapping; // Without a next state the sequence would start again.
            mapping.RespondWith(responses[i]);
        }
    }

    private void Given(HttpMethod method, string path, IResponseProvider response) =>
        Server.Given(Request.Create().UsingMethod(method.Method).WithPath(path)).RespondWith(response);
}
