using System.Net;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class SendOnceHandlerTests : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(
        new SendOnceHandler { InnerHandler = new StubHandler(_ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable))) });

    public void Dispose() => _invoker.Dispose();

    [Fact]
    public async Task SendAsync_PostTwice_ThrowsWithAdvice()
    {
        using HttpRequestMessage request = Post(new SendPermit(TimeProvider.System));
        await SendAsync(request);

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(request));

        Assert.Equal(
            "A message handler of this program attempted to send the request again, which is not safe. Exclude this client from the handler's retries.",
            exception.Message);
    }

    [Fact]
    public async Task SendAsync_CopyOfPost_Throws()
    {
        var permit = new SendPermit(TimeProvider.System);
        using HttpRequestMessage request = Post(permit);
        using HttpRequestMessage copy = Post(permit);
        await SendAsync(request);

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(copy));
    }

    [Fact]
    public async Task SendAsync_PostWithoutOptions_ThrowsWithAdvice()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/");

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => SendAsync(request));

        Assert.Contains("did not copy HttpRequestMessage.Options", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_GetTwice_SendsBoth()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/");
        await SendAsync(request);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync(request)).StatusCode);
    }

    private static HttpRequestMessage Post(SendPermit permit)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost/");
        request.Options.Set(RequestOptions.SendPermit, permit);
        return request;
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _invoker.SendAsync(request, TestContext.Current.CancellationToken);
}
