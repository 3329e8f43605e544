using Spectre.Console;
using Spectre.Console.Rendering;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>Draws the progress several times a second until the view is disposed, and leaves the last drawing on the screen.</summary>
/// <typeparam name="T">The type of the progress.</typeparam>
internal abstract class LiveView<T> : IProgressView<T>
{
    /// <summary>In real time: a test may run the command on a clock that delays advance, and the drawings must not advance it.</summary>
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly LiveDrawing _drawing;
    private readonly Marks _marks;
    private readonly Task _loop;

    protected LiveView(IAnsiConsole console)
    {
        _drawing = new LiveDrawing(console);
        _marks = Marks.Of(console);
        _loop = Task.Run(RunAsync);
    }

    public abstract void Report(T value);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _drawing.Draw(DrawLast(_marks));
        _drawing.Dispose();
        _stop.Dispose();
    }

    /// <summary>Draws what was reported so far.</summary>
    /// <param name="marks">The marks of this moment.</param>
    protected internal abstract IRenderable Draw(Marks marks);

    /// <summary>Draws what stays on the screen above the result or the error.</summary>
    /// <param name="marks">The marks.</param>
    protected internal abstract IRenderable DrawLast(Marks marks);

    private async Task RunAsync()
    {
        for (int frame = 0; !_stop.IsCancellationRequested; frame++)
        {
            _drawing.Draw(Draw(_marks.At(frame)));
            await Task.Delay(FrameTime, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
