using System.Globalization;
using Microsoft.Extensions.Logging;
using Spectre.Console;
using SpiceDeployments.Client;

namespace DeployAndWait.Demo;

/// <summary>Shows the progress and the log: in a terminal as a live table with the lines above it, otherwise as lines.</summary>
internal sealed class DeploymentDisplay : IProgress<DeploymentProgress>, ILoggerProvider, IAsyncDisposable
{
    private const string Nothing = "-";

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly IAnsiConsole _console;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly Task? _drawing;
    private volatile ProgressSnapshot? _last;

    public DeploymentDisplay(IAnsiConsole console, TimeProvider timeProvider, bool isLive)
    {
        _console = console;
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _drawing = isLive ? console.Live(Draw()).StartAsync(DrawAsync) : null;
    }

    public static DeploymentDisplay Start(DeployArguments arguments)
    {
        bool isLive = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;
        var display = new DeploymentDisplay(AnsiConsole.Console, TimeProvider.System, isLive);
        display.WriteLine(arguments.DeploymentId is { } deploymentId
            ? $"Waiting for deployment {deploymentId} of app {arguments.AppId}."
            : $"Deploying app {arguments.AppId}.");
        return display;
    }

    /// <summary>Writes a line of text, without the characters that control a terminal.</summary>
    public void WriteLine(string line)
    {
        if (_drawing is null or { IsCompleted: true })
        {
            _console.Profile.Out.Writer.WriteLine(Printable(line));
        }
        else
        {
            _console.Write(new Padder(new Text(Printable(line)), new Padding(0)).Expand()); // As wide as the terminal, because it overwrites the table.
        }
    }

    public void Report(DeploymentProgress value)
    {
        _last = new ProgressSnapshot(value, _timeProvider.GetTimestamp());
        if (_drawing is null)
        {
            string next = value.NextPollDelay is { } delay ? $", next in {Seconds(delay)}" : "";
            WriteLine($"{Seconds(value.Elapsed),7}  {StatusOf(value.Deployment),-11}  poll {value.PollCount}{next}");
        }
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void Dispose() => _stop.Dispose();

    /// <summary>Stops drawing, and shows the deployment if it has completed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_drawing ?? Task.CompletedTask);
        if (_last?.Progress.Deployment is { IsTerminal: true } completed)
        {
            Summarize(completed);
        }

        Dispose();
    }

    private static string Printable(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    private static string StatusOf(Deployment deployment) => deployment.IsSuperseded ? "superseded" : Printable(deployment.RawStatus);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private async Task DrawAsync(LiveDisplayContext live)
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(FrameTime, _timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            live.UpdateTarget(Draw());
        }
    }

    private Table Draw()
    {
        Table table = new Table().RoundedBorder().AddColumns("Deployment", "Status", "Elapsed", "Polls", "Next poll");
        return _last is { } last
            ? table.AddRow(Cells(last.Progress, _timeProvider.GetElapsedTime(last.Timestamp)))
            : table.AddRow(Nothing, "creating", Seconds(_timeProvider.GetElapsedTime(_start)), Nothing, Nothing);
    }

    private static Text[] Cells(DeploymentProgress progress, TimeSpan since)
    {
        Color color = progress.Deployment.Status switch
        {
            DeploymentStatus.Succeeded => Color.Green,
            DeploymentStatus.Failed => Color.Red,
            _ => Color.Yellow,
        };
        TimeSpan? untilNext = progress.NextPollDelay - since;
        return
        [
            new(progress.Deployment.Id.ToString(CultureInfo.InvariantCulture)),
            new(StatusOf(progress.Deployment), color),
            new(Seconds(untilNext is null ? progress.Elapsed : progress.Elapsed + since)),
            new(progress.PollCount.ToString(CultureInfo.InvariantCulture)),
            new(untilNext is null ? Nothing : untilNext > TimeSpan.Zero ? $"in {Seconds(untilNext.Value)}" : "now"),
        ];
    }

    private void Summarize(Deployment deployment)
    {
        WriteLine("");
        WriteLine($"Id        {deployment.Id}");
        WriteLine($"Status    {StatusOf(deployment)}");
        WriteLine($"Duration  {(deployment.Duration is { } duration ? Seconds(duration) : Nothing)}");
        WriteLine($"Replicas  {deployment.Replicas?.ToString(CultureInfo.InvariantCulture) ?? Nothing}");
        WriteLine($"Image     {deployment.ImageTag ?? Nothing}");
        WriteLine($"Commit    {deployment.CommitSha?[..Math.Min(7, deployment.CommitSha.Length)] ?? Nothing} {deployment.CommitMessage}".TrimEnd());
    }

    private sealed record ProgressSnapshot(DeploymentProgress Progress, long Timestamp);

    /// <summary>Writes the log above the table. The logger of the console would write through it, and print a stack trace for each lost response.</summary>
    private sealed class Logger(DeploymentDisplay display) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            display.WriteLine($"{formatter(state, exception)} {exception?.Message}".TrimEnd());
    }
}
