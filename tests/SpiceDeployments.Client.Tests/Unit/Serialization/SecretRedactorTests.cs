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
}
