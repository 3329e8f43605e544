using Spectre.Console;
using Spectre.Console.Rendering;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>Draws the last progress several times a second until the view is disposed, and leaves the last drawing on the screen.</summary>
/// <typeparam name="T">The type of the progress.</typeparam>
internal abstract class LiveView<T> : IProgressView<T>
    where T : class
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _timeProvider;
    private readonly Task _drawing;
    private volatile Snapshot? _last;

    protected LiveView(IAnsiConsole console, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        _drawing = console.Live(new Text("")).StartAsync(DrawAsync);
    }

    public void Report(T value) => _last = new Snapshot(value, _timeProvider.GetTimestamp());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        _stop.Dispose();
    }

    /// <summary>Draws a progress.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="age">The time since it was reported.</param>
    protected abstract IRenderable Draw(T progress, TimeSpan age);

    private async Task DrawAsync(LiveDisplayContext live)
    {
        do
        {
            await Task.Delay(FrameTime, _timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_last is { } last)
            {
                live.UpdateTarget(Draw(last.Progress, _timeProvider.GetElapsedTime(last.Timestamp)));
            }
        }
        while (!_stop.IsCancellationRequested);
    }

    private sealed record Snapshot(T Progress, long Timestamp);
}
