using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

public sealed class OtherConflictTests : WireTest
{
    /// <summary>Waiting for another deployment would not help.</summary>
    [Theory]
    [InlineData("github_connected")]
    [InlineData("github_not_connected")]
    [InlineData("root_directory_conflict")]
    [InlineData("project_paused")]
    public async Task CreateAsync_ConflictWithoutADeployment_IsNotWaitedFor(string code)
    {
        GivenCreate(WireResponse.Json($$"""{"error":"No","code":"{{code}}"}""", 409));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(code, exception.ErrorCode);
        Assert.Equal((1, 0), (Requests.Count, Clock.Delays.Count));
    }
}
