using Spectre.Console;
using SpiceDeployments.Client.Rollouts;

namespace DeployFleet.Display;

/// <summary>Shows the progress: in a terminal as a live table, otherwise as lines.</summary>
internal sealed class FleetDisplay : IProgress<RolloutProgress>, IAsyncDisposable
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _timeProvider;
    private readonly Task? _drawing;
    private volatile Rollout? _last;

    private FleetDisplay(IAnsiConsole console, TimeProvider timeProvider, bool isLive)
    {
        _console = console;
        _timeProvider = timeProvider;
        _drawing = isLive ? console.Live(new Text("")).StartAsync(DrawAsync) : null;
    }

    public static FleetDisplay Start() => new(AnsiConsole.Console, TimeProvider.System, !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi);

    public void Report(RolloutProgress value)
    {
        _last = value.Rollout;
        if (_drawing is null && EventLine.Format(value) is { } line)
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>Draws the table once more, and leaves it on the screen.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_drawing ?? Task.CompletedTask);
        _stop.Dispose();
    }

    private async Task DrawAsync(LiveDisplayContext live)
    {
        do
        {
            await Task.Delay(FrameTime, _timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_last is { } rollout)
            {
                live.UpdateTarget(FleetTable.Draw(rollout, _timeProvider.GetUtcNow(), Math.Max(1, _console.Profile.Height - FleetTable.OtherLines)));
            }
        }
        while (!_stop.IsCancellationRequested);
    }
}
