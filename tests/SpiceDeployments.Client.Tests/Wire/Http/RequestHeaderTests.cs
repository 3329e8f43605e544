using System.Diagnostics;
using System.Globalization;
using System.Text;
using SpiceDeployments.Client.Wire.Tests.Infrastructure;

namespace SpiceDeployments.Client.Wire.Tests.Requests;

public sealed class RequestHeaderTests : WireTest
{
    private static readonly string OwnUserAgent = "SpiceDeployments.Client/" + PackageVersion();

    public RequestHeaderTests()
    {
        GivenList(Answer.List());
        GivenGet(Answer.Json(Answer.Deployment));
        GivenCreate(Answer.Json(Answer.Deployment, status: 202));
    }

    [Fact]
    public async Task ListAsync_Sends_TheseHeadersAndNoOthers()
    {
        await ListAsync();

        AssertHeadersOfGet(Assert.Single(Sent));
    }

    [Fact]
    public async Task GetAsync_Sends_TheseHeadersAndNoOthers()
    {
        await GetAsync();

        AssertHeadersOfGet(Assert.Single(Sent));
    }

    [Fact]
    public async Task CreateAsync_Sends_TheseHeadersAndNoOthers()
    {
        await CreateAsync();

        SentRequest sent = Assert.Single(Sent);
        Assert.Equal(["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"], sent.HeaderNames);
        AssertCommonHeaders(sent);
        Assert.Equal("application/json; charset=utf-8", sent.Headers["Content-Type"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(sent.Body!).ToString(CultureInfo.InvariantCulture), sent.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("release-bot/2.1", "release-bot/2.1 ")]
    [InlineData("release-bot", "release-bot ")]
    [InlineData("release-bot/2.1 (linux)", "release-bot/2.1 (linux) ")]
    public async Task UserAgent_ApplicationName_StandsBeforeTheClientsOwn(string? applicationName, string before)
    {
        await CreateClient(options => options.ApplicationName = applicationName).ListAsync(AppId, cancellationToken: Cancellation);

        Assert.Equal(before + OwnUserAgent, Assert.Single(Sent).Headers["User-Agent"]);
    }

    [Fact]
    public void OwnUserAgent_HasTheVersionOfThePackage() =>
        Assert.Matches(@"^SpiceDeployments\.Client/[1-9]\d*\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", OwnUserAgent);

    [Theory]
    [InlineData("acme", "acme")]
    [InlineData(" acme ", "acme")]
    [InlineData("acme corp", "acme corp")]
    public async Task Organization_Set_IsSentWithEveryOperation(string organization, string expected)
    {
        DeploymentsClient client = CreateClient(options => options.Organization = organization);

        await client.ListAsync(AppId, cancellationToken: Cancellation);
        await client.GetAsync(AppId, DeploymentId, Cancellation);
        await client.CreateAsync(AppId, cancellationToken: Cancellation);

        Assert.Equal([expected, expected, expected], Sent.Select(sent => sent.Headers["X-Org-Name"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Organization_Blank_IsNotSent(string? organization)
    {
        await CreateClient(options => options.Organization = organization).ListAsync(AppId, cancellationToken: Cancellation);

        Assert.DoesNotContain("X-Org-Name", Assert.Single(Sent).Headers);
    }

    /// <summary>As the properties of the file show it, without the commit.</summary>
    private static string PackageVersion() =>
        FileVersionInfo.GetVersionInfo(typeof(DeploymentsClient).Assembly.Location).ProductVersion!.Split('+')[0];

    private static void AssertHeadersOfGet(SentRequest sent)
    {
        Assert.Equal(["Accept", "Accept-Encoding", "Authorization", "Host", "User-Agent"], sent.HeaderNames);
        AssertCommonHeaders(sent);
    }

    private static void AssertCommonHeaders(SentRequest sent)
    {
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.Equal("gzip, deflate, br", sent.Headers["Accept-Encoding"]);
        Assert.Equal("Bearer pat-0123456789", sent.Headers["Authorization"]);
        Assert.Equal(OwnUserAgent, sent.Headers["User-Agent"]);
    }
}
