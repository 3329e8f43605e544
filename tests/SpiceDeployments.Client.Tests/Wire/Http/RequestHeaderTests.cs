using System.Diagnostics;
using System.Globalization;
using System.Text;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Http;

public sealed class RequestHeaderTests : WireTest
{
    private static readonly string ClientUserAgent = "SpiceDeployments.Client/" + PackageVersion();

    public RequestHeaderTests()
    {
        GivenList(WireResponse.List());
        GivenGet(WireResponse.Json(WireResponse.Deployment));
        GivenCreate(WireResponse.Json(WireResponse.Deployment, status: 202));
    }

    [Fact]
    public async Task ListAsync_Headers_AreExactlyThese()
    {
        await ListAsync();

        AssertHeadersOfGet(Assert.Single(Requests));
    }

    [Fact]
    public async Task GetAsync_Headers_AreExactlyThese()
    {
        await GetAsync();

        AssertHeadersOfGet(Assert.Single(Requests));
    }

    [Fact]
    public async Task CreateAsync_Headers_AreExactlyThese()
    {
        await CreateAsync();

        WireRequest request = Assert.Single(Requests);
        Assert.Equal(["Accept", "Accept-Encoding", "Authorization", "Content-Length", "Content-Type", "Host", "User-Agent"], request.HeaderNames);
        AssertCommonHeaders(request);
        Assert.Equal("application/json; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Equal(Encoding.UTF8.GetByteCount(request.Body!).ToString(CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("release-bot/2.1", "release-bot/2.1 ")]
    [InlineData("release-bot", "release-bot ")]
    [InlineData("release-bot/2.1 (linux)", "release-bot/2.1 (linux) ")]
    public async Task UserAgent_ApplicationName_PrecedesTheClient(string? applicationName, string before)
    {
        await CreateClient(options => options.ApplicationName = applicationName).ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal(before + ClientUserAgent, Assert.Single(Requests).Headers["User-Agent"]);
    }

    [Fact]
    public void UserAgent_Client_HasTheVersionOfThePackage() =>
        Assert.Matches(@"^SpiceDeployments\.Client/[1-9]\d*\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", ClientUserAgent);

    [Theory]
    [InlineData("acme", "acme")]
    [InlineData(" acme ", "acme")]
    [InlineData("acme corp", "acme corp")]
    public async Task Organization_Set_IsSentWithEveryOperation(string organization, string expected)
    {
        DeploymentsClient client = CreateClient(options => options.Organization = organization);

        await client.ListAsync(AppId, cancellationToken: CancellationToken);
        await client.GetAsync(AppId, DeploymentId, CancellationToken);
        await client.CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Equal([expected, expected, expected], Requests.Select(request => request.Headers["X-Org-Name"]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Organization_Blank_IsNotSent(string? organization)
    {
        await CreateClient(options => options.Organization = organization).ListAsync(AppId, cancellationToken: CancellationToken);

        Assert.DoesNotContain("X-Org-Name", Assert.Single(Requests).Headers);
    }

    /// <summary>Returns the product version of the file without the commit.</summary>
    private static string PackageVersion() =>
        FileVersionInfo.GetVersionInfo(typeof(DeploymentsClient).Assembly.Location).ProductVersion!.Split('+')[0];

    private static void AssertHeadersOfGet(WireRequest request)
    {
        Assert.Equal(["Accept", "Accept-Encoding", "Authorization", "Host", "User-Agent"], request.HeaderNames);
        AssertCommonHeaders(request);
    }

    private static void AssertCommonHeaders(WireRequest request)
    {
        Assert.Equal("application/json", request.Headers["Accept"]);
        Assert.Equal("gzip, deflate, br", request.Headers["Accept-Encoding"]);
        Assert.Equal("Bearer pat-0123456789", request.Headers["Authorization"]);
        Assert.Equal(ClientUserAgent, request.Headers["User-Agent"]);
    }
}
