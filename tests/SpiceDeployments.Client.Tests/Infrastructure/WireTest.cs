using System.Globalization;
using WireMock.RequestBuilders;
using WireMock.ResponseProviders;
using WireMock.Server;

namespace SpiceDeployments.Client.Wire.Tests.Infrastructure;

/// <summary>A test of the client against a server on loopback that answers as it is told and keeps what was sent.</summary>
public abstract class WireTest : IDisposable
{
    protected const long AppId = 123;
    protected const long DeploymentId = 456;
    protected const string AccessToken = "pat-0123456789";
    protected const string DeploymentsPath = "/v1/apps/123/deployments";
    protected const string DeploymentPath = "/v1/apps/123/deployments/456";
    protected const string TokenPath = "/api/oauth/token";

    /// <summary>When a test begins, by the clock.</summary>
    protected static readonly DateTimeOffset StartTime = new(2026, 10, 6, 8, 0, 0, TimeSpan.Zero);

    private readonly List<DeploymentsClient> _clients = [];

    protected WireMockServer Server { get; } = WireMockServer.Start();

    /// <summary>The clock of the clients.</summary>
    protected InstantTimeProvider Clock { get; } = new(StartTime);

    protected DeploymentsClient Client => field ??= CreateClient();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All requests that arrived, in their order.</summary>
    protected IReadOnlyList<SentRequest> Sent => [.. Server.LogEntries.Select(entry => SentRequest.From(entry.RequestMessage!))];

    /// <summary>How often a create arrived.</summary>
    protected int Posts => Sent.Count(sent => sent is { Method: "POST", Target: DeploymentsPath });

    /// <summary>How often a lost create was looked for.</summary>
    protected int Looks => Sent.Count(sent => sent is { Method: "GET", Target: DeploymentsPath + "?limit=100" });

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _clients.ForEach(client => client.Dispose());
            Server.Dispose();
        }
    }

    /// <summary>A client of the server, on the clock. Without a change it has a fixed token and nothing else.</summary>
    protected DeploymentsClient CreateClient(Action<DeploymentsClientOptions>? change = null)
    {
        var options = new DeploymentsClientOptions { BaseAddress = new Uri(Server.Url!), AccessToken = AccessToken, TimeProvider = Clock };
        change?.Invoke(options);
        var client = new DeploymentsClient(options);
        _clients.Add(client);
        return client;
    }

    protected void GivenList(IResponseProvider answer) => Given(HttpMethod.Get, DeploymentsPath, answer);

    protected void GivenGet(IResponseProvider answer) => Given(HttpMethod.Get, DeploymentPath, answer);

    protected void GivenCreate(IResponseProvider answer) => Given(HttpMethod.Post, DeploymentsPath, answer);

    protected void GivenToken(IResponseProvider answer) => Given(HttpMethod.Post, TokenPath, answer);

    /// <summary>The answers to the creates, one after the other; the last one stays.</summary>
    protected void GivenCreates(params IResponseProvider[] answers) => GivenInTurn(HttpMethod.Post, answers);

    /// <summary>The answers to the lists, one after the other; the last one stays.</summary>
    protected void GivenLists(params IResponseProvider[] answers) => GivenInTurn(HttpMethod.Get, answers);

    protected Task<IReadOnlyList<Deployment>> ListAsync() => Client.ListAsync(AppId, cancellationToken: Cancellation);

    protected Task<Deployment> GetAsync() => Client.GetAsync(AppId, DeploymentId, Cancellation);

    protected Task<Deployment> CreateAsync() => Client.CreateAsync(AppId, cancellationToken: Cancellation);

    /// <summary>The only deployment of a list that the server answers with, from now on.</summary>
    protected async Task<Deployment> ListOneAsync(string deployment)
    {
        Server.ResetMappings();
        GivenList(Answer.List(deployment));
        return Assert.Single(await ListAsync());
    }

    /// <summary>What the list throws when it is answered so.</summary>
    protected async Task<SpiceApiException> ListFailsAsync(IResponseProvider answer)
    {
        GivenList(answer);
        return await Assert.ThrowsAnyAsync<SpiceApiException>(ListAsync);
    }

    /// <summary>What a create throws that was accepted with this answer, while no list shows it: exactly one was sent.</summary>
    protected async Task<SpiceApiException> CreateIsUnknownAsync(IResponseProvider answer)
    {
        GivenCreate(answer);
        GivenList(Answer.List());
        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);
        Assert.Equal((1, 4, 5), (Posts, Looks, Sent.Count));
        AssertDelays(1, 2, 4);
        Assert.Empty(exception.Candidates);
        return Assert.IsType<SpiceApiException>(exception.InnerException);
    }

    /// <summary>The answer of a server whose clock says that the test has just begun.</summary>
    protected static IResponseProvider AtStart(IResponseProvider answer) => new DatedAnswer(answer, () => StartTime.ToString("R", CultureInfo.InvariantCulture));

    protected void AssertDelays(params double[] seconds) => Assert.Equal(seconds, Clock.Delays.Select(delay => delay.TotalSeconds));

    private void GivenInTurn(HttpMethod method, IResponseProvider[] answers)
    {
        for (int turn = 0; turn < answers.Length; turn++)
        {
            IRespondWithAProvider mapping = Server.Given(Request.Create().UsingMethod(method.Method).WithPath(DeploymentsPath)).InScenario(method.Method);
            mapping = turn > 0 ? mapping.WhenStateIs(turn) : mapping;
            mapping = turn < answers.Length - 1 ? mapping.WillSetStateTo(turn + 1) : mapping;
            mapping.RespondWith(answers[turn]);
        }
    }

    private void Given(HttpMethod method, string path, IResponseProvider answer) =>
        Server.Given(Request.Create().UsingMethod(method.Method).WithPath(path)).RespondWith(answer);
}
