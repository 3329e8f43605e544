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

    private readonly List<DeploymentsClient> _clients = [];

    protected WireMockServer Server { get; } = WireMockServer.Start();

    protected DeploymentsClient Client => field ??= CreateClient();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All requests that arrived, in their order.</summary>
    protected IReadOnlyList<SentRequest> Sent => [.. Server.LogEntries.Select(entry => SentRequest.From(entry.RequestMessage!))];

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

    /// <summary>A client of the server. Without a change it has a fixed token and nothing else.</summary>
    protected DeploymentsClient CreateClient(Action<DeploymentsClientOptions>? change = null, TimeProvider? timeProvider = null)
    {
        var options = new DeploymentsClientOptions { BaseAddress = new Uri(Server.Url!), AccessToken = AccessToken };
        change?.Invoke(options);
        var client = new DeploymentsClient(options, timeProvider);
        _clients.Add(client);
        return client;
    }

    protected void GivenList(IResponseProvider answer) => Given(HttpMethod.Get, DeploymentsPath, answer);

    protected void GivenGet(IResponseProvider answer) => Given(HttpMethod.Get, DeploymentPath, answer);

    protected void GivenCreate(IResponseProvider answer) => Given(HttpMethod.Post, DeploymentsPath, answer);

    protected void GivenToken(IResponseProvider answer) => Given(HttpMethod.Post, TokenPath, answer);

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

    /// <summary>What a create throws whose outcome is unknown: exactly one was sent.</summary>
    protected async Task<SpiceApiException> CreateIsUnknownAsync(IResponseProvider answer)
    {
        GivenCreate(answer);
        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);
        Assert.Equal("POST", Assert.Single(Sent).Method);
        Assert.Empty(exception.Candidates);
        return Assert.IsType<SpiceApiException>(exception.InnerException);
    }

    private void Given(HttpMethod method, string path, IResponseProvider answer) =>
        Server.Given(Request.Create().UsingMethod(method.Method).WithPath(path)).RespondWith(answer);
}
