using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Tests.Http;

public sealed class HeaderValuesTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData("!", true)]
    [InlineData("~", true)]
    [InlineData(" ", false)]
    [InlineData("\u007F", false)]
    [InlineData("a b", false)]
    public void IsToken_VisibleAsciiOnly_IsTrue(string? text, bool expected) => Assert.Equal(expected, HeaderValues.IsToken(text));

    [Theory]
    [InlineData(null, true)]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData("~", true)]
    [InlineData("\u001F", false)]
    [InlineData("\u007F", false)]
    [InlineData("Zürich", false)]
    public void IsText_PrintableAsciiOnly_IsTrue(string? text, bool expected) => Assert.Equal(expected, HeaderValues.IsText(text));

    [Fact]
    public void Printable_OtherCharacters_AreReplaced() => Assert.Equal("? !~?Z?rich", HeaderValues.Printable("\u001F !~\u007FZürich"));
}
