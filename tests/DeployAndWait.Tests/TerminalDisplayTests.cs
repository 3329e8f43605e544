using DeployAndWait.Display;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using SpiceDeployments.Client;

namespace DeployAndWait.Tests;

public sealed class TerminalDisplayTests : IDisposable
{
    private readonly StringWriter _screen = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly TerminalDisplay _display;

    public TerminalDisplayTests()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_screen),
        });
        console.Profile.Width = 80;
        _display = new TerminalDisplay(console, _clock);
    }

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task Follow_WhileWaiting_ShowsStatusElapsedAndNextLookAsTimePasses()
    {
        Deployment queued = new() { Id = 1001, RawStatus = "queued" };
        _display.Report(new DeploymentProgress { Deployment = queued, Elapsed = TimeSpan.FromSeconds(3), NextPollDelay = TimeSpan.FromSeconds(4) });
        _clock.Advance(TimeSpan.FromSeconds(1.5));

        await _display.FollowAsync(Task.FromResult(queued));

        Assert.Contains("│ 1001       │ queued │ 4.5 s   │ in 2.5 s  │", _screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_UntilTheEnd_ShowsTheEnd()
    {
        var deploying = new TaskCompletionSource<Deployment>();
        Task<Deployment> following = _display.FollowAsync(deploying.Task);
        Deployment succeeded = new() { Id = 1001, RawStatus = "succeeded" };
        _display.Say("App 42: deployment 1001 was created.");
        _display.Report(new DeploymentProgress { Deployment = succeeded, Elapsed = TimeSpan.FromSeconds(7) });
        deploying.SetResult(succeeded);

        Assert.Same(succeeded, await following);

        string screen = _screen.ToString();
        Assert.Contains("│ -          │ creating │ 0.0 s   │ -         │", screen, StringComparison.Ordinal);
        Assert.Contains("App 42: deployment 1001 was created.", screen, StringComparison.Ordinal);
        Assert.Contains("│ 1001       │ succeeded │ 7.0 s   │ -         │", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_ADeploymentThatFails_ThrowsWhatItEndedWith()
    {
        var failure = new DeploymentFailedException(new Deployment { Id = 1001, RawStatus = "failed" });

        Assert.Same(failure, await Assert.ThrowsAsync<DeploymentFailedException>(() => _display.FollowAsync(Task.FromException<Deployment>(failure))));
    }

    [Fact]
    public void Summarize_ShowsEveryLine()
    {
        _display.Summarize([new SummaryLine("Id", "1001"), new SummaryLine("Commit", "abc [main]")]);

        Assert.Contains("1001", _screen.ToString(), StringComparison.Ordinal);
        Assert.Contains("abc [main]", _screen.ToString(), StringComparison.Ordinal);
    }
}
