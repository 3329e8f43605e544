using System.Text;

namespace SpiceDeployments.Client.Tests.Unit.Exceptions;

/// <summary>Texts of the service steer no terminal, no log and no CI system.</summary>
public sealed class MessageTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("No luck: 3 of 5, größe 日本 🚀", "No luck: 3 of 5, größe 日本 🚀")]
    [InlineData("a\r\nb\nc\rd", "a b c d")]
    [InlineData("a\tb\vc\fd", "a b c d")]
    [InlineData("a\u0085b\u2028c\u2029d", "a b c d")]
    [InlineData("\u001b[31mred\u001b[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\u009b31mred\a\b\0\u007f", "\uFFFD31mred\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("\u202Egpj.exe\u2066\u2069\u200F\u061C", "\uFFFDgpj.exe\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("::error::No", ": :error::No")]
    [InlineData("  ::add-mask::No", "  : :add-mask::No")]
    [InlineData("\n::error::No", " : :error::No")]
    [InlineData("No\n::error::No", "No ::error::No")]
    [InlineData("a::b", "a::b")]
    [InlineData(":", ":")]
    [InlineData("##[error]No", "# #[error]No")]
    [InlineData("No ##vso[task.complete result=Succeeded;]", "No # #vso[task.complete result=Succeeded;]")]
    [InlineData("##teamcity[x] ###[error]", "# #teamcity[x] # # #[error]")]
    [InlineData("#1 # 2", "#1 # 2")]
    [InlineData("#\u0007#[error]", "#\uFFFD#[error]")]
    public void ForMessage_AnyText_IsHarmless(string text, string expected)
    {
        Assert.Equal(expected, MessageText.ForMessage(text));
        Assert.Equal(expected, MessageText.ForLog(text));
        Assert.Equal(expected, MessageText.ForMessage(expected));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("🚀")]
    [InlineData("#")]
    [InlineData("\n")]
    [InlineData("\u001b")]
    public void ForMessage_LongText_IsTruncated(string character)
    {
        string text = string.Concat(Enumerable.Repeat(character, 1_000_000));

        Assert.InRange(Encoding.UTF8.GetByteCount(MessageText.ForMessage(text)), (4 * 1024) - 3, 4 * 1024);
        Assert.InRange(Encoding.UTF8.GetByteCount(MessageText.ForLog(text)), 1024 - 3, 1024);
    }
}
