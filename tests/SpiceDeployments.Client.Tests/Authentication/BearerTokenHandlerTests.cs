using System.Net;
using SpiceDeployments.Client.Internal.Authentication;
using SpiceDeployments.Client.Tests.Http;

namespace SpiceDeployments.Client.Tests.Authentication;

public sealed class BearerTokenHandlerTests
{
    [Fact]
    public async Task SendAsync_TokenRenewed_DisposesTheRefusal()
    {
        var refusal = new MemoryStream();
        using var tokens = new ScriptedTokens("old", "new");
        var handler = new BearerTokenHandler(tokens)
        {
            InnerHandler = new AnsweringHandler(request => Task.FromResult(
                request.Headers.Authorization?.Parameter is "old"
                    ? new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StreamContent(refusal) }
                    : new HttpResponseMessage(HttpStatusCode.OK))),
        };
        using var invoker = new HttpMessageInvoker(handler);

        using HttpResponseMessage response = await invoker.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(refusal.CanRead);
    }

    [Fact]
    public async Task Dispose_DisposesTheTokensAndTheHandlerBelow()
    {
        var tokens = new ScriptedTokens("token");
        var below = new BearerTokenHandler(new ScriptedTokens("token")) { InnerHandler = new SocketsHttpHandler() };
        var invoker = new HttpMessageInvoker(new BearerTokenHandler(tokens) { InnerHandler = below });

        invoker.Dispose();

        Assert.True(tokens.IsDisposed);
        using var next = new HttpMessageInvoker(below);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => next.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), TestContext.Current.CancellationToken));
    }
}
