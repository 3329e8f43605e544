using System.Text;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class ConnectionWaitHandlerTests
{
    [Fact]
    public void TryCreate_OtherHandler_ReturnsNull()
    {
        using var stub = new StubHandler(_ => Task.FromResult(new HttpResponseMessage()));
        using var socketsBelow = new SocketsHttpHandler();
        using var delegating = new SendOnceHandler { InnerHandler = socketsBelow };

        Assert.Null(ConnectionWaitHandler.TryCreate(stub));
        Assert.Null(ConnectionWaitHandler.TryCreate(delegating));
    }

    [Fact]
    public async Task TryCreate_HandlerThatHasSentRequests_ReturnsNull()
    {
        using var shared = new SocketsHttpHandler();
        using var invoker = new HttpMessageInvoker(shared, disposeHandler: false);
        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:1/"), TestContext.Current.CancellationToken));

        Assert.Null(ConnectionWaitHandler.TryCreate(shared));
    }

    [Fact]
    public void TryCreate_EncodingSelectorOfTheProgram_IsKept()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (header, _) => header is "X-Name" ? Encoding.UTF8 : null };

        Assert.NotNull(ConnectionWaitHandler.TryCreate(handler));

        using var request = new HttpRequestMessage();
        Assert.Equal((Encoding.UTF8, null), (handler.RequestHeaderEncodingSelector("X-Name", request), handler.RequestHeaderEncodingSelector("Accept", request)));
    }
}
