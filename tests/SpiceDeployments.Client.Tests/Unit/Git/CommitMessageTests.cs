using SpiceDeployments.Client.Internal.Git;

namespace SpiceDeployments.Client.Tests.Unit.Git;

public sealed class CommitMessageTests
{
    private const string Rocket = "🚀";

    [Theory]
    [InlineData("Add x", "Add x")]
    [InlineData("Add x\n\nBecause of y.", "Add x")]
    [InlineData("Add x\r\nBecause of y.", "Add x")]
    [InlineData("\n \nAdd x  ", "Add x")]
    [InlineData("'Add \"x\"'", "'Add \"x\"'")]
    [InlineData(" \n", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void GetFirstLine_Message_ReturnsTheFirstLine(string? message, string? line) => Assert.Equal(line, CommitMessage.GetFirstLine(message));

    [Theory]
    [InlineData(499, 499)]
    [InlineData(500, 500)]
    [InlineData(501, 500)]
    [InlineData(100_000, 500)]
    public void GetFirstLine_LongLine_ReturnsFiveHundredCharacters(int length, int expected) =>
        Assert.Equal(new string('x', expected), CommitMessage.GetFirstLine(new string('x', length)));

    [Fact]
    public void GetFirstLine_CharacterOfTwoUnitsAtTheLimit_IsNotDivided()
    {
        Assert.Equal(new string('x', 499), CommitMessage.GetFirstLine(new string('x', 499) + Rocket));
        Assert.Equal(new string('x', 498) + Rocket, CommitMessage.GetFirstLine(new string('x', 498) + Rocket + "y"));
    }
}
