using SpiceDeployments.Client.Tests.Infrastructure;
using WireMock.RequestBuilders;

namespace SpiceDeployments.Client.Tests.Wire.Http;

/// <summary>Redirects are not followed, because the token is meant for one address.</summary>
public sealed class RedirectTests : WireTest
{
    private const string Elsewhere = "/elsewhere";

    public static TheoryData<int, string> Redirects => new()
    {
        { 301, "Moved Permanently" },
        { 302, "Found" },
        { 303, "See Other" },
        { 307, "Temporary Redirect" },
        { 308, "Permanent Redirect" },
    };

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task ListAsync_Redirect_IsNotFollowed(int status, string phrase)
    {
        GivenList(WireResponse.Empty(status).WithHeader("Location", Elsewhere));

        await AssertNotFollowedAsync(ListAsync, $"GET /v1/apps/123/deployments returned {status} ({phrase}): it redirects to another path, and the client does not follow redirects; check the address.", status);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task GetAsync_Redirect_IsNotFollowed(int status, string phrase)
    {
        GivenGet(WireResponse.Empty(status).WithHeader("Location", Server.Url + Elsewhere));

        await AssertNotFollowedAsync(GetAsync, $"GET /v1/apps/123/deployments/456 returned {status} ({phrase}): it redirects to localhost, and the client does not follow redirects; check the address.", status);
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task CreateAsync_Redirect_IsNotFollowed(int status, string phrase)
    {
        GivenCreate(WireResponse.Empty(status).WithHeader("Location", Elsewhere));

        await AssertNotFollowedAsync(CreateAsync, $"POST /v1/apps/123/deployments returned {status} ({phrase}): it redirects to another path, and the client does not follow redirects; check the address.", status);
    }

    private async Task AssertNotFollowedAsync(Func<Task> call, string message, int status)
    {
        Server.Given(Request.Create().WithPath(Elsewhere)).RespondWith(WireResponse.List());

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(call);

        Assert.Equal((message, status), (exception.Message, (int?)exception.StatusCode));
        Assert.Single(Requests);
    }
}
