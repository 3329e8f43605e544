using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Tests.Unit.Serialization;

public sealed class SecretRedactorTests
{
    [Theory]
    [InlineData("token is s3cret!", "token is [redacted]")]
    [InlineData("Authorization: Bearer abcdefgh12345==", "Authorization: Bearer [redacted]")]
    [InlineData("bearer\tabcdefgh.ijk-l_m~n+o/p", "Bearer [redacted]")]
    [InlineData("the bearer of news", "the bearer of news")]
    [InlineData("nothing here", "nothing here")]
    public void Redact_Text_RemovesConfiguredSecretsAndBearerTokens(string text, string expected) =>
        Assert.Equal(expected, new SecretRedactor("s3cret!", null, "").Redact(text));

    [Fact]
    public void With_NewSecret_RemovesBoth() =>
        Assert.Equal("[redacted] and [redacted]", new SecretRedactor("s3cret!").With("t0ken").Redact("s3cret! and t0ken"));

    [Theory]
    [InlineData("s3cret!")]
    [InlineData(null)]
    [InlineData(" ")]
    public void With_NothingNew_ReturnsTheSameInstance(string? secret)
    {
        var redactor = new SecretRedactor("s3cret!");

        Assert.Same(redactor, redactor.With(secret));
    }

    [Theory]
    [InlineData(@"a\u002bb\u002Fc d")]
    [InlineData(@"a\u002Bb\/c d")]
    [InlineData(@"\u0061+b/c\u0020d")]
    public void Redact_JsonEscapedSecret_IsRemoved(string escaped) => AssertRemoved(escaped);

    [Theory]
    [InlineData("a%2Bb%2Fc%20d")]
    [InlineData("a%2bb%2fc%20d")]
    [InlineData("%61+b/c%20d")]
    public void Redact_UrlEscapedSecret_IsRemoved(string escaped) => AssertRemoved(escaped);

    [Theory]
    [InlineData(@"a%2Bb\u002Fc d")]
    [InlineData(@"a\u0025\u0032Bb/c d")]
    [InlineData(@"a%2Bb%2Fc\u0020d")]
    public void Redact_JsonAndUrlEscapedSecret_IsRemoved(string escaped) => AssertRemoved(escaped);

    /// <summary>The secret starts at each position before the cut, as it is and escaped.</summary>
    [Theory]
    [InlineData("secret-of-the-test")]
    [InlineData(@"\u0073ecret-of-the-test")]
    [InlineData("%73ecret-of-the-test")]
    public void Redact_SecretAtTheCut_LeavesNoPiece(string echo)
    {
        var redactor = new SecretRedactor("secret-of-the-test");
        for (int before = 0; before <= echo.Length; before++)
        {
            string text = new string('x', SecretRedactor.MaxSearchedLength - before) + echo + "yyy";

            string redacted = redactor.Redact(text);

            Assert.Matches(@"^x+(\[redacted\]?)?$", redacted);
        }
    }

    /// <summary>Only the first 64 KiB are searched, so that the time does not depend on the length of the body.</summary>
    [Theory]
    [InlineData('x')]
    [InlineData('\\')]
    [InlineData('%')]
    [InlineData(' ')]
    public void Redact_BodyOf16MiB_SearchesTheBeginningOnly(char character)
    {
        string text = "s3cret! " + new string(character, 16 * 1024 * 1024) + "s3cret!";

        string redacted = new SecretRedactor("s3cret!").Redact(text);

        Assert.StartsWith("[redacted] ", redacted, StringComparison.Ordinal);
        Assert.InRange(redacted.Length, 1, SecretRedactor.MaxSearchedLength + "[redacted]".Length);
    }

    private static void AssertRemoved(string escaped)
    {
        string redacted = new SecretRedactor("a+b/c d").Redact($"before {escaped} after");

        Assert.Equal("before [redacted] after", redacted);
    }
}
