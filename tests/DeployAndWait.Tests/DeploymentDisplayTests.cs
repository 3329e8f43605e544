using DeployAndWait.Demo;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using SpiceDeployments.Client;

namespace DeployAndWait.Tests;

public sealed class DeploymentDisplayTests : IDisposable
{
    private readonly StringWriter _screen = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _clock = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public async Task Live_WhileCreating_ShowsTheTimeThatPasses()
    {
        await using (Start(isLive: true))
        {
            _clock.Advance(TimeSpan.FromSeconds(1.5));
        }

        Assert.Contains("│ -          │ creating │ 1.5 s   │ -     │ -         │", _screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_WhileWaiting_ShowsTheTimeThatPasses()
    {
        await using (DeploymentDisplay display = Start(isLive: true))
        {
            display.Report(new DeploymentProgress
            {
                Deployment = new Deployment { Id = 1001, RawStatus = "queued" },
                Elapsed = TimeSpan.FromSeconds(3),
                PollCount = 2,
                NextPollDelay = TimeSpan.FromSeconds(4),
            });
            _clock.Advance(TimeSpan.FromSeconds(1.5));
        }

        Assert.Contains("│ 1001       │ queued │ 4.5 s   │ 2     │ in 2.5 s  │", _screen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_Completed_ShowsTheResultAndTheSummary()
    {
        await using (DeploymentDisplay display = Start(isLive: true))
        {
            display.CreateLogger("").Log(LogLevel.Information, 0, "Created.", exception: null, (text, _) => text);
            Deployment succeeded = new() { Id = 1001, RawStatus = "succeeded" };
            display.Report(new DeploymentProgress { Deployment = succeeded, Elapsed = TimeSpan.FromSeconds(7), PollCount = 3 });
        }

        string screen = _screen.ToString();
        Assert.Contains("Created.", screen, StringComparison.Ordinal);
        Assert.Contains("│ 1001       │ succeeded │ 7.0 s   │ 3     │ -         │", screen, StringComparison.Ordinal);
        Assert.EndsWith("\nId        1001\nStatus    succeeded\nDuration  -\nReplicas  -\nImage     -\nCommit    -\n", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_ControlCharacters_AreReplaced()
    {
        await using (DeploymentDisplay display = Start(isLive: false))
        {
            display.Report(new DeploymentProgress { Deployment = new Deployment { Id = 1, RawStatus = "a\e[2Jb" } });
            display.CreateLogger("").Log(LogLevel.Warning, 0, "c\ed", new IOException("e\u009bf"), (text, _) => text);
        }

        Assert.Equal("  0.0 s  a [2Jb       poll 0\nc d e f\n", _screen.ToString());
    }

    private DeploymentDisplay Start(bool isLive)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_screen),
        });
        console.Profile.Width = 80;
        return new DeploymentDisplay(console, _clock, isLive);
    }
}
