using DeployAndWait.Display;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client;

namespace DeployAndWait.Tests;

public sealed class DisplayTextTests
{
    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(812, "0.8 s")]
    [InlineData(59_999, "59.9 s")]
    [InlineData(60_000, "1 min 0 s")]
    [InlineData(3_725_000, "62 min 5 s")]
    public void TimeText_IsShort(int milliseconds, string text) => Assert.Equal(text, TimeText.Of(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void StatusText_OfAStatusThatIsNotKnown_IsWhatTheServiceSent() =>
        Assert.Equal("warming_up", StatusText.Of(new Deployment { RawStatus = "warming_up" }));

    [Fact]
    public void Summary_OfADeploymentThatSaysNothing_HasDashes() =>
        Assert.Equal(["1001", "queued", "-", "-", "-", "-"], DeploymentSummary.Of(new Deployment { Id = 1001, RawStatus = "queued" }).Select(line => line.Value));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("main", null, null, "(main)")]
    [InlineData(null, "0123456789", "Faster", "0123456 Faster")]
    public void CommitText_IsWhatIsKnown(string? branch, string? sha, string? message, string? text) => Assert.Equal(text, CommitText.Of(branch, sha, message));

    [Fact]
    public void Texts_ThatWouldSteerTheTerminal_AreHarmless()
    {
        Assert.Equal("a [2Jb", StatusText.Of(new Deployment { RawStatus = "a\e[2Jb" }));
        Assert.Equal("(a b) c d", CommitText.Of("a\eb", sha: null, "c\u009bd"));
        Assert.Equal("a b", DeploymentSummary.Of(new Deployment { ImageTag = "a\u0007b" })[4].Value);
        Assert.Equal("a b", Failure.Of(new SpiceApiException("a\eb"), unfinished: null).Message);
    }

    [Fact]
    public void Log_WithTextThatWouldSteerTheTerminal_IsHarmless()
    {
        using var shown = new StringWriter { NewLine = "\n" };

        new DisplayLogger(new PlainDisplay(shown)).Log(LogLevel.Warning, 0, "a\eb", new IOException("c\ed"), (text, _) => text);

        Assert.Equal("a b c d\n", shown.ToString());
    }
}
