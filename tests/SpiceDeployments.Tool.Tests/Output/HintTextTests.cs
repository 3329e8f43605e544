using SpiceDeployments.Tool.Output;

namespace SpiceDeployments.Tool.Tests.Output;

public sealed class HintTextTests
{
    [Theory]
    [InlineData("To wait: tool wait --app 42 1001", "To wait: tool wait --app 42 1001")]
    [InlineData("Deployment 1001 continues. To wait for it: tool wait --app 42 1001", "Deployment 1001 continues. To\nwait for it:\ntool wait --app 42 1001")]
    [InlineData("To wait for it: tool wait --app a-long-name 1001 --token-file token.txt", "To wait for it:\ntool wait --app a-long-name 1001 --token-file token.txt")]
    [InlineData("The app may have been changed; run the same command again.", "The app may have been changed;\nrun the same command again.")]
    [InlineData("A-word-that-is-longer-than-the-terminal is one", "A-word-that-is-longer-than-the-terminal\nis one")]
    public void Wrap_AHint_BreaksBetweenWordsAndBeforeTheCommand(string hint, string expected) =>
        Assert.Equal(expected.Split('\n'), HintText.Wrap(hint, "tool", width: 32));
}
