using System.Globalization;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class AttemptTimeoutHandlerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SendAsync_NoResponseInTime_ThrowsTimeout()
    {
        Task<HttpResponseMessage> sending = SendAsync(_ => new TaskCompletionSource<HttpResponseMessage>().Task, CancellationToken);

        _clock.Advance(Limit);

        TimeoutException exception = await Assert.ThrowsAsync<TimeoutException>(() => sending);
        Assert.Equal("The attempt took longer than 30 s (AttemptTimeout).", exception.Message);
    }

    [Fact]
    public async Task SendAsync_DecimalCommaCulture_FormatsTimeoutInvariantly()
    {
        CultureInfo.CurrentCulture = Cultures.WithDecimalComma;
        var invoker = new HttpMessageInvoker(new AttemptTimeoutHandler(TimeSpan.FromSeconds(1.5), _clock)
        {
            InnerHandler = new StubHandler(_ => new TaskCompletionSource<HttpResponseMessage>().Task),
        });
        Task<HttpResponseMessage> sending = invoker.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://localhost/"), CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Contains(" 1.5 s ", (await Assert.ThrowsAsync<TimeoutException>(() => sending)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_CallerCancels_ThrowsOperationCanceled()
    {
        using var caller = new CancellationTokenSource();
        Task<HttpResponseMessage> sending = SendAsync(_ => new TaskCompletionSource<HttpResponseMessage>().Task, caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task SendAsync_SuccessBodyHangs_ThrowsWithTheStatus()
    {
        Task<HttpResponseMessage> sending = SendAsync(_ => Respond(HttpStatusCode.Accepted, new HangingStream([1, 2, 3])), CancellationToken);

        _clock.Advance(Limit);

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => sending);
        Assert.Equal((HttpStatusCode.Accepted, "The attempt timed out."), (exception.StatusCode, exception.Message));
    }

    [Fact]
    public async Task SendAsync_ErrorBodyHangs_ReturnsThePartialBody()
    {
        Task<HttpResponseMessage> sending = SendAsync(_ => Respond(HttpStatusCode.BadRequest, new HangingStream("half"u8.ToArray())), CancellationToken);

        _clock.Advance(Limit);

        using HttpResponseMessage response = await sending;
        Assert.Equal((HttpStatusCode.BadRequest, "half"), (response.StatusCode, await response.Content.ReadAsStringAsync(CancellationToken)));
    }

    [Fact]
    public async Task SendAsync_LateBody_ReceivedAtIsTheTimeOfTheHeaders()
    {
        var start = ClockReading.Now(_clock);
        Task<HttpResponseMessage> sending = SendAsync(_ => Respond(HttpStatusCode.BadRequest, new HangingStream("half"u8.ToArray())), CancellationToken);

        _clock.Advance(Limit);

        using HttpResponseMessage response = await sending;
        Assert.Equal(start, Assert.IsType<BufferedContent>(response.Content).ReceivedAt);
    }

    [Fact]
    public async Task SendAsync_CallerCancelsDuringBody_ThrowsOperationCanceled()
    {
        using var caller = new CancellationTokenSource();
        Task<HttpResponseMessage> sending = SendAsync(_ => Respond(HttpStatusCode.Accepted, new HangingStream([1])), caller.Token);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task SendAsync_BodyOf16MiB_ReadsIt()
    {
        using HttpResponseMessage response = await SendAsync(_ => Respond(HttpStatusCode.OK, new MemoryStream(new byte[BufferedContent.MaxBytes])), CancellationToken);

        Assert.Equal(BufferedContent.MaxBytes, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task SendAsync_BodyOfMoreThan16MiB_Throws()
    {
        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => SendAsync(_ => Respond(HttpStatusCode.OK, new MemoryStream(new byte[BufferedContent.MaxBytes + 1])), CancellationToken));

        Assert.Equal(("The body is larger than 16 MiB.", HttpStatusCode.OK), (exception.Message, exception.StatusCode));
    }

    [Fact]
    public async Task SendAsync_ErrorBodyDisposed_ReturnsTheStatus()
    {
        var body = new MemoryStream();
        await body.DisposeAsync();

        using HttpResponseMessage response = await SendAsync(_ => Respond(HttpStatusCode.BadRequest, body), CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task SendAsync_SuccessBodyDisposed_ThrowsWithTheStatus()
    {
        var body = new MemoryStream();
        await body.DisposeAsync();

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(_ => Respond(HttpStatusCode.OK, body), CancellationToken));

        Assert.Equal(HttpStatusCode.OK, exception.StatusCode);
    }

    [Fact]
    public async Task SendAsync_NoRequestMessage_SetsIt()
    {
        using HttpResponseMessage response = await SendAsync(_ => Respond(HttpStatusCode.OK, new MemoryStream()), CancellationToken);

        Assert.Equal("http://localhost/", response.RequestMessage?.RequestUri?.AbsoluteUri);
    }

    [Fact]
    public async Task SendAsync_ContentType_IsKept()
    {
        using HttpResponseMessage response = await SendAsync(
            _ => Task.FromResult(new HttpResponseMessage { Content = new StringContent("{}", null, "application/problem+json") }), CancellationToken);

        Assert.Equal("application/problem+json; charset=utf-8", ((BufferedContent)response.Content).ContentType);
    }

    private static Task<HttpResponseMessage> Respond(HttpStatusCode status, Stream body) =>
        Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(body) });

    private Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> response, CancellationToken cancellationToken)
    {
        var invoker = new HttpMessageInvoker(new AttemptTimeoutHandler(Limit, _clock) { InnerHandler = new StubHandler(response) });
        var request = new HttpRequestMessage(HttpMethod.Get, "http://localhost/");
        return invoker.SendAsync(request, cancellationToken);
    }
}
