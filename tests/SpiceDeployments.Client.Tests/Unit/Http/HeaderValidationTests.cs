using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Tests.Unit.Http;

public sealed class HeaderValidationTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("!", true)]
    [InlineData("~", true)]
    [InlineData(" ", false)]
    [InlineData("\u007F", false)]
    [InlineData("a b", false)]
    public void IsValidToken_VisibleAsciiOnly_IsTrue(string text, bool expected) => Assert.Equal(expected, HeaderValidation.IsValidToken(text));

    [Theory]
    [InlineData("", true)]
    [InlineData(" ", true)]
    [InlineData("~", true)]
    [InlineData("\u001F", false)]
    [InlineData("\u007F", false)]
    [InlineData("Zürich", false)]
    public void IsValidText_PrintableAsciiOnly_IsTrue(string text, bool expected) => Assert.Equal(expected, HeaderValidation.IsValidText(text));

    [Fact]
    public void ToPrintable_OtherCharacters_AreReplaced() => Assert.Equal("? !~?Z?rich", HeaderValidation.ToPrintable("\u001F !~\u007FZürich"));
}
