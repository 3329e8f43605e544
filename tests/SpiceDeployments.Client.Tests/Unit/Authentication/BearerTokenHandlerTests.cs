using System.Net;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Authentication;

public sealed class BearerTokenHandlerTests
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_TokenRenewed_DisposesTheRejectedResponse()
    {
        var rejection = new MemoryStream();
        using HttpMessageInvoker invoker = CreateInvoker(new ScriptedTokenProvider("old", "new"), request => Task.FromResult(
            request.Headers.Authorization?.Parameter is "old"
                ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StreamContent(rejection) }
                : new HttpResponseMessage(HttpStatusCode.OK)));

        using HttpResponseMessage response = await invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(rejection.CanRead);
    }

    [Fact]
    public async Task Dispose_Always_DisposesTheInnerHandler()
    {
        var below = new SocketsHttpHandler();
        var invoker = new HttpMessageInvoker(new BearerTokenHandler(new ConfiguredAccessToken(() => "token")) { InnerHandler = below });

        invoker.Dispose();

        using var next = new HttpMessageInvoker(below);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => next.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), CancellationToken));
    }

    private static HttpMessageInvoker CreateInvoker(AccessTokenProvider provider, Func<HttpRequestMessage, Task<HttpResponseMessage>> respond) => new(
        new BearerTokenHandler(new AccessTokenCache(provider, Timeout.InfiniteTimeSpan, TimeProvider.System)) { InnerHandler = new StubHandler(respond) });
}
