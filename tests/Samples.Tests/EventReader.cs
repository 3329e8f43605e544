using System.Net.ServerSentEvents;

namespace Samples.Tests;

/// <summary>Reads server-sent events one at a time.</summary>
internal sealed class EventReader(Stream stream) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<SseItem<string>> _events =
        SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

    public async Task<SseItem<string>> NextAsync()
    {
        Assert.True(await HasMoreAsync());
        return _events.Current;
    }

    public ValueTask<bool> HasMoreAsync() => _events.MoveNextAsync();

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        await stream.DisposeAsync();
    }
}
