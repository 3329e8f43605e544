using System.Net;
using System.Text;
using SpiceDeployments.Client.Internal.Http;
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
        Assert.Equal("[redacted] and [redacted]", new SecretRedactor("s3cret!").With("t0ken!").Redact("s3cret! and t0ken!"));

    [Fact]
    public void With_SecretThatContainsAnother_RemovesItWhole() =>
        Assert.Equal("[redacted]", new SecretRedactor("s3cret!").With("s3cret!-and-more").Redact("s3cret!-and-more"));

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

    [Theory]
    [InlineData("a&#43;b&#47;c d")]
    [InlineData("a&#x2B;b&#x2f;c d")]
    [InlineData("&#97;+b/c&nbsp;d")]
    [InlineData("a%26%2343;b/c d")]
    [InlineData(@"a\u0026#43;b/c d")]
    [InlineData("a%252Bb%252Fc%2520d")]
    [InlineData("a%25252Bb%25252Fc%252520d")]
    public void Redact_HtmlEscapedOrTwiceEscapedSecret_IsRemoved(string escaped) => AssertRemoved(escaped.Replace("&nbsp;", "&#32;", StringComparison.Ordinal));

    [Theory]
    [InlineData("a+\r\nb/c d")]
    [InlineData(@"a+\r\nb/c d")]
    [InlineData("a\0+\0b\0/\0c\0 \0d\0")]
    public void Redact_DividedSecret_IsRemoved(string divided) =>
        Assert.Equal("before [redacted] after", new SecretRedactor("a+b/c d").Redact($"before {divided} after"));

    /// <summary>The secret at each offset of a text in Base64, which is removed as a whole.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "")]
    [InlineData("id:", "")]
    [InlineData("", ":x-oauth-basic")]
    [InlineData("client-1:", "\n")]
    [InlineData("client-12:", "???>>>")]
    public void Redact_Base64OfATextWithTheSecret_IsRemoved(string before, string after)
    {
        foreach (string secret in (string[])["secret", "secret-of-the-test", "~~??>>ÿÿ", "a+b/c=="])
        {
            string base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + after));
            int start = (Encoding.UTF8.GetByteCount(before) * 8 / 6) + 1;
            int end = Encoding.UTF8.GetByteCount(before + secret) * 8 / 6;
            var redactor = new SecretRedactor(secret);

            Assert.Equal("Basic [redacted], not found", redactor.Redact($"Basic {base64}, not found"));
            Assert.Equal("Basic [redacted], not found", redactor.Redact($"Basic {base64.TrimEnd('=')}, not found"));
            Assert.Equal("Basic [redacted], not found", redactor.Redact($"Basic {base64.Replace('+', '-').Replace('/', '_')}, not found"));
            foreach (string escaped in (string[])[Uri.EscapeDataString(base64), EscapeAllAsJson(base64), base64.Insert(start + 3, "\r\n")])
            {
                string redacted = redactor.Redact($"Basic {escaped}, not found");
                Assert.Contains("[redacted]", redacted, StringComparison.Ordinal);
                Assert.DoesNotContain(base64[start..end], redacted, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("12345", false)]
    [InlineData("  12345 ", false)]
    [InlineData("123456", true)]
    [InlineData(" 123456\n", true)]
    public void Redact_ShortSecret_IsNotSearched(string secret, bool isSearched) =>
        Assert.Equal(isSearched ? "[redacted]" : "123456", new SecretRedactor(secret).Redact("123456"));

    [Fact]
    public void Redact_ManyLayers_LeavesNoSecret()
    {
        string text = "secret-of-the-test";
        foreach (Func<string, string> encode in (Func<string, string>[])[Uri.EscapeDataString, WebUtility.HtmlEncode, EscapeAllAsJson, WebUtility.HtmlEncode, EscapeAllAsJson])
        {
            text = encode(text) + " secret-of-the-test ";
        }

        string redacted = new SecretRedactor("secret-of-the-test").Redact(text);

        Assert.DoesNotContain("secret-of-the-test", redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redacted")]
    [InlineData("[redacted]")]
    [InlineData("Bearer")]
    public void Redact_SecretThatTheReplacementContains_Completes(string secret)
    {
        string redacted = new SecretRedactor(secret).Redact(string.Concat(Enumerable.Repeat($@"%25\u0026amp; {secret} ", 1000)));

        Assert.Contains("[redacted]", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void For_TokensOfTheRequest_RemovesThemToo()
    {
        using var request = new HttpRequestMessage { Headers = { Authorization = new("Bearer", "token-of-the-vault") } };
        request.Options.Set(RequestOptions.RejectedToken, "token-before-that");
        var redactor = new SecretRedactor("s3cret!");

        Assert.Equal("[redacted] [redacted] [redacted]", redactor.For(request).Redact("s3cret! token-of-the-vault token-before-that"));
        Assert.Same(redactor.For(request), redactor.For(request));
        Assert.Same(redactor, redactor.For(null));
    }

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

    private static string EscapeAllAsJson(string text) => string.Concat(text.Select(character => $"\\u{(int)character:x4}"));

    private static void AssertRemoved(string escaped)
    {
        string redacted = new SecretRedactor("a+b/c d").Redact($"before {escaped} after");

        Assert.Equal("before [redacted] after", redacted);
    }
}
