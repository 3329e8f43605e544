using SpiceDeployments.Client.Errors;

namespace SpiceDeployments.Client.Tests.Http;

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
}
