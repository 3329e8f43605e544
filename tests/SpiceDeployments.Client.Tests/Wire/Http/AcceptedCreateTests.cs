using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Http;

/// <summary>Whatever fails behind the status line of a success, the service has accepted the create, which is not sent again.</summary>
public sealed class AcceptedCreateTests : WireTest
{
    private static readonly Dictionary<string, Func<HttpResponseMessage, HttpResponseMessage>> Failures = new(StringComparer.Ordinal)
    {
        ["throws an error of its own"] = _ => throw new NotSupportedException("No luck"),
        ["throws a connection error"] = _ => throw new HttpRequestException(HttpRequestError.NameResolutionError, "No luck"),
        ["throws that an object was disposed"] = _ => throw new ObjectDisposedException("No luck"),
        ["throws an exception of another client"] = _ => throw new SpiceApiException("No luck"),
        ["throws a cancellation"] = _ => throw new OperationCanceledException("No luck"),
        ["returns 401"] = _ => new HttpResponseMessage(HttpStatusCode.Unauthorized),
        ["returns 409"] = _ => new HttpResponseMessage(HttpStatusCode.Conflict),
        ["returns 429"] = _ => new HttpResponseMessage(HttpStatusCode.TooManyRequests),
        ["returns 503"] = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
        ["returns a body that throws"] = _ => new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StreamContent(new FailingStream()) },
    };

    public static MatrixTheoryData<string, bool> FailuresOfHandlers => new(Failures.Keys, [true, false]);

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task CreateAsync_BodyThatCannotBeDecoded_IsSentOnce(string encoding)
    {
        SpiceApiException inner = await CreateIsUnknownAsync(WireResponse.Json(WireResponse.Deployment, status: 202).WithHeader("Content-Encoding", encoding));

        Assert.Equal(HttpStatusCode.Accepted, inner.StatusCode);
        Assert.StartsWith("POST /v1/apps/123/deployments was accepted, but the response cannot be read. ", inner.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32BE")]
    [InlineData("utf-7")]
    [InlineData("\"")]
    [InlineData("nonsense; charset=\"nonsense")]
    public async Task CreateAsync_BodyInAnotherCharset_IsSentOnce(string charset)
    {
        SpiceApiException inner = await CreateIsUnknownAsync(WireResponse.Bytes([0xD8, 0x00, 0xFF, (byte)'{'], $"application/json; charset={charset}", status: 202));

        Assert.Equal(HttpStatusCode.Accepted, inner.StatusCode);
    }

    [Theory]
    [MemberData(nameof(FailuresOfHandlers))]
    public async Task CreateAsync_HandlerOfTheProgramFailsAfterTheResponse_IsSentOnce(string failure, bool isOutermost)
    {
        await using ServiceProvider services = Register(new RespondingHandler(Failures[failure]), isOutermost);
        GivenCreate(WireResponse.Json(WireResponse.Deployment, status: 202));
        GivenList(WireResponse.List());

        DeploymentOutcomeUnknownException exception = await CreateIsUnknownAsync(services);

        Assert.Equal((1, 5), (CreateCount, CheckCount));
        Assert.StartsWith("Could not determine whether the create for app 123 created a deployment. The service accepted the request", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CreateAsync_HandlerOfTheProgramReplacesTheBody_ReadsTheNewOne(bool isOutermost)
    {
        var handler = new RespondingHandler(_ => new HttpResponseMessage(HttpStatusCode.Accepted) { Content = new StringContent("""{"id":7}""") });
        await using ServiceProvider services = Register(handler, isOutermost);
        GivenCreate(WireResponse.Json(WireResponse.Deployment, status: 202));

        Deployment created = await services.GetRequiredService<IDeploymentsClient>().CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal((7, 1), (created.Id, Requests.Count));
    }

    /// <summary>The handler's exception resembles one from before the request was sent.</summary>
    [Fact]
    public async Task CreateAsync_HandlerCannotConnectAfterAServerError_IsCheckedBeforeItIsSentAgain()
    {
        await using ServiceProvider services = Register(new RespondingHandler(Failures["throws a connection error"]), isOutermost: false);
        GivenCreate(WireResponse.Html(status: 502));
        GivenList(AtStart(WireResponse.List("""{"id":9,"status":"queued","created_at":"2026-10-06T08:00:00Z"}""")));

        Deployment created = await services.GetRequiredService<IDeploymentsClient>().CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal((9, 1), (created.Id, CreateCount));
    }

    private static async Task<DeploymentOutcomeUnknownException> CreateIsUnknownAsync(ServiceProvider services) =>
        await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(
            () => services.GetRequiredService<IDeploymentsClient>().CreateAsync(AppId, cancellationToken: CancellationToken));

    /// <summary>Registers a client with a handler of the program above those of the client, or below them.</summary>
    private ServiceProvider Register(DelegatingHandler handler, bool isOutermost)
    {
        var services = new ServiceCollection();
        if (isOutermost)
        {
            services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => handler));
        }

        IHttpClientBuilder builder = services.AddSpiceDeploymentsClient(options => (options.BaseAddress, options.AccessToken, options.TimeProvider) = (new Uri(Server.Url!), AccessToken, Clock));
        if (!isOutermost)
        {
            builder.AddHttpMessageHandler(() => handler);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>A message handler of a program that replaces the response to a create, or throws.</summary>
    private sealed class RespondingHandler(Func<HttpResponseMessage, HttpResponseMessage> replace) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Get)
            {
                return response;
            }

            HttpResponseMessage replacement = replace(response);
            replacement.RequestMessage = response.RequestMessage;
            return replacement;
        }
    }

    /// <summary>A body whose decoder throws an exception that no stream documents.</summary>
    private sealed class FailingStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new FormatException("No luck");
    }
}
