using Microsoft.Extensions.Options;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Unit;

public sealed class OptionsValidationTests
{
    public static TheoryData<Action<DeploymentsClientOptions>, string> InvalidOptions => new()
    {
        { o => o.AccessToken = null, "AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set." },
        { o => o.AccessToken = " ", "AccessToken, ClientId with ClientSecret, or AccessTokenProvider must be set." },
        { o => o.ClientId = "id", "AccessToken and ClientId are mutually exclusive." },
        { o => o.ClientSecret = "secret", "AccessToken and ClientSecret are mutually exclusive." },
        { o => o.AccessTokenProvider = new ScriptedTokenProvider(), "AccessToken and AccessTokenProvider are mutually exclusive." },
        {
            o => (o.AccessToken, o.ClientId, o.ClientSecret, o.AccessTokenProvider) = (null, "id", "secret", new ScriptedTokenProvider()),
            "ClientId and AccessTokenProvider are mutually exclusive."
        },
        {
            o => (o.AccessToken, o.ClientSecret, o.AccessTokenProvider) = (null, "secret", new ScriptedTokenProvider()),
            "ClientSecret and AccessTokenProvider are mutually exclusive."
        },
        { o => (o.AccessToken, o.ClientId) = (null, "id"), "ClientSecret must be set too: client credentials are an id and a secret." },
        { o => (o.AccessToken, o.ClientSecret) = (null, "secret"), "ClientId must be set too: client credentials are an id and a secret." },
        { o => o.AccessToken = "two\nlines", "AccessToken contains a character that a token cannot contain, such as a space or a line break." },
        { o => o.AccessToken = "Bearer token", "AccessToken must be the token alone, without 'Bearer'." },
        { o => o.AccessToken = "two tokens", "AccessToken contains a character that a token cannot contain, such as a space or a line break." },
        { o => o.BaseAddress = new Uri("https://api.spice.ai/v1"), "BaseAddress must not end with /v1: the client adds the version to every path." },
        { o => o.BaseAddress = new Uri("https://api.spice.ai/proxy/v1/"), "BaseAddress must not end with /v1: the client adds the version to every path." },
        { o => o.Scopes = null!, "Scopes must not be null." },
        { o => o.Polling.PredictiveMaxDelay = TimeSpan.FromSeconds(29), "Polling.PredictiveMaxDelay must be from MaxDelay (00:00:30) to 1 day, but is 00:00:29." },
        { o => o.BaseAddress = new Uri("http://api.spice.ai"), "BaseAddress must use https, or http on loopback or with AllowHttp, but is 'http://api.spice.ai'." },
        { o => o.BaseAddress = new Uri("ftp://127.0.0.1"), "BaseAddress must use https, or http on loopback or with AllowHttp, but is 'ftp://127.0.0.1'." },
        { o => o.BaseAddress = new Uri("/v1", UriKind.Relative), "BaseAddress must be an absolute address." },
        { o => o.BaseAddress = null!, "BaseAddress must be an absolute address." },
        { o => o.BaseAddress = new Uri("https://me:pw@api.spice.ai"), "BaseAddress must have no user, no query and no fragment." },
        { o => o.BaseAddress = new Uri("https://api.spice.ai/?a=b"), "BaseAddress must have no user, no query and no fragment." },
        { o => o.TokenEndpoint = new Uri("http://spice.ai/api/oauth/token"), "TokenEndpoint must use https, or http on loopback or with AllowHttp, but is 'http://spice.ai'." },
        { o => o.BaseAddress = new Uri("https+http://spice"), "BaseAddress must use https, or http on loopback or with AllowHttp, but is 'https+http://spice'." },
        { o => o.BaseAddress = new Uri("http+https://127.0.0.1"), "BaseAddress must use https, or http on loopback or with AllowHttp, but is 'http+https://127.0.0.1'." },
        { o => (o.AllowHttp, o.BaseAddress) = (true, new Uri("ftp://spice")), "BaseAddress must use https, or http on loopback or with AllowHttp, but is 'ftp://spice'." },
        { o => (o.AllowHttp, o.BaseAddress) = (true, new Uri("https+http:spice")), "BaseAddress must be an absolute address." },
        { o => (o.AllowHttp, o.BaseAddress) = (true, new Uri("https+http://spice/v1")), "BaseAddress must not end with /v1: the client adds the version to every path." },
        {
            o => (o.AllowHttp, o.TokenEndpoint) = (true, new Uri("https+http://spice/token")),
            "TokenEndpoint must use https, or http on loopback or with AllowHttp, but is 'https+http://spice'."
        },
        { o => o.Organization = "acme\r\nX-Evil: 1", "Organization contains a character that a header cannot contain." },
        { o => o.ApplicationName = "bot\r\nX-Evil: 1", "ApplicationName must be valid in User-Agent, such as 'release-bot/2.1', but is 'bot??X-Evil: 1'." },
        { o => o.ApplicationName = "a/b/c", "ApplicationName must be valid in User-Agent, such as 'release-bot/2.1', but is 'a/b/c'." },
        { o => o.AttemptTimeout = TimeSpan.Zero, "AttemptTimeout must be more than zero and at most 1 day, but is 00:00:00." },
        { o => o.AttemptTimeout = Timeout.InfiniteTimeSpan, "AttemptTimeout must be more than zero and at most 1 day, but is -00:00:00.0010000." },
        { o => o.ConflictTimeout = TimeSpan.FromDays(2), "ConflictTimeout must be more than zero and at most 1 day, but is 2.00:00:00." },
        { o => o.ConflictBehavior = (ConflictBehavior)7, "ConflictBehavior is not a defined value: 7." },
        { o => o.SlowDeploymentFactor = 1, "SlowDeploymentFactor must be a number greater than 1, but is 1." },
        { o => o.SlowDeploymentFactor = -2.5, "SlowDeploymentFactor must be a number greater than 1, but is -2.5." },
        { o => o.SlowDeploymentFactor = double.NaN, "SlowDeploymentFactor must be a number greater than 1, but is NaN." },
        { o => o.SlowDeploymentFactor = double.PositiveInfinity, "SlowDeploymentFactor must be a number greater than 1, but is Infinity." },
        { o => o.Polling = null!, "Polling must not be null." },
        { o => o.Polling.InitialDelay = TimeSpan.Zero, "Polling.InitialDelay must be more than zero and at most 1 day, but is 00:00:00." },
        { o => o.Polling.MaxDelay = TimeSpan.FromSeconds(4), "Polling.MaxDelay must be from InitialDelay (00:00:05) to 1 day, but is 00:00:04." },
        { o => o.Polling.Timeout = TimeSpan.FromSeconds(-1), "Polling.Timeout must be more than zero and at most 1 day, but is -00:00:01." },
        { o => o.Polling.Schedule = (PollingSchedule)7, "Polling.Schedule is not a defined PollingSchedule value: 7." },
    };

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public void Constructor_InvalidOptions_ThrowsWithTheProperty(Action<DeploymentsClientOptions> invalidate, string text)
    {
        var options = new DeploymentsClientOptions { AccessToken = "token" };
        invalidate(options);

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => new DeploymentsClient(options));

        Assert.Equal(text, exception.Message);
    }

    [Fact]
    public void Constructor_SeveralErrors_ThrowsWithAll()
    {
        var options = new DeploymentsClientOptions { AttemptTimeout = TimeSpan.Zero };

        OptionsValidationException exception = Assert.Throws<OptionsValidationException>(() => new DeploymentsClient(options));

        Assert.Contains("AccessTokenProvider must be set", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AttemptTimeout must be", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.spice.ai/proxy/")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("http://localhost:8080")]
    public void Constructor_HttpsOrLoopback_IsAccepted(string address)
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { AccessToken = "token", BaseAddress = new Uri(address) });
    }

    [Theory]
    [InlineData("http://emulator:5080")]
    [InlineData("http://10.0.0.7/base/")]
    [InlineData("https+http://spice")]
    [InlineData("http+https://spice:5080/base")]
    public void Constructor_HttpAndAllowHttp_IsAccepted(string address)
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions
        {
            AccessToken = "token",
            AllowHttp = true,
            BaseAddress = new Uri(address),
            TokenEndpoint = new Uri("http://emulator:5080/token"),
        });
    }

    [Fact]
    public void Constructor_TokenBesideBlankClientCredentials_IsAccepted()
    {
        using var client = new DeploymentsClient(new DeploymentsClientOptions { AccessToken = "token", ClientId = "", ClientSecret = " " });
    }

    [Fact]
    public void Validate_ConflictTimeoutOfADay_IsAccepted() => new DeployOptions { ConflictTimeout = TimeSpan.FromDays(1) }.Validate("options");

    [Fact]
    public void Constructor_Null_Throws() => Assert.Throws<ArgumentNullException>(() => new DeploymentsClient(null!));

    [Fact]
    public void Defaults_Always_AreTheDocumentedOnes()
    {
        var options = new DeploymentsClientOptions();

        Assert.Equal(new Uri("https://api.spice.ai"), options.BaseAddress);
        Assert.Equal(new Uri("https://spice.ai/api/oauth/token"), options.TokenEndpoint);
        Assert.Equal(TimeSpan.FromSeconds(30), options.AttemptTimeout);
        Assert.Equal(TimeSpan.FromMinutes(10), options.ConflictTimeout);
        Assert.Equal(ConflictBehavior.WaitAndRetry, options.ConflictBehavior);
        Assert.False(options.AllowHttp);
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(10), false, PollingSchedule.Exponential),
            (options.Polling.InitialDelay, options.Polling.MaxDelay, options.Polling.Timeout, options.Polling.UseJitter, options.Polling.Schedule));
        Assert.All(
            [options.AccessToken, options.ClientId, options.ClientSecret, options.Organization, options.ApplicationName],
            Assert.Null);
        Assert.Null(options.AccessTokenProvider);
        Assert.Null(options.SlowDeploymentFactor);
    }
}
