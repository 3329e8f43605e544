using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>The message of an error says what to do.</summary>
public sealed class ErrorAdviceTests : WireTest
{
    [Theory]
    [InlineData(400, "spicepod_paused", "Spicepod is paused", "Resume the app with IAppsClient.ResumeAppAsync, which starts a deployment.")]
    [InlineData(409, "github_connected", "Connected", "commit the change there and deploy")]
    [InlineData(403, "plan_limit", "Too many replicas", "Set fewer replicas or smaller resources")]
    [InlineData(403, "image_tag_requires_enterprise", "No tag", "UpdateAppAsync(appId, new UpdateAppRequest { ImageTag = null })")]
    [InlineData(400, "invalid_stable_image_tag", "No such tag", "Set an image tag that is published for the channel")]
    [InlineData(403, "org_forbidden", "No member", "the user does not belong to it")]
    [InlineData(403, "org_assertion_mismatch", "Mismatch", "the OAuth client belongs to another one")]
    [InlineData(400, "invalid_org_assertion", "Malformed", "it may contain letters, digits")]
    [InlineData(400, null, "App has no spicepod configuration", "Set one with IAppsClient.UpdateAppAsync: new UpdateAppRequest { Spicepod = text }.")]
    [InlineData(400, null, "Invalid spicepod configuration", "Correct the spicepod and set it with IAppsClient.UpdateAppAsync")]
    [InlineData(400, null, "'x' is not a deployable cluster", "Set UpdateAppRequest.ClusterName")]
    [InlineData(400, null, "region 'a' does not match cluster region 'b'", "Set only one of UpdateAppRequest.Region and ClusterName.")]
    [InlineData(400, null, "Region is required", "Set UpdateAppRequest.Region.")]
    public async Task CreateAsync_Rejected_SaysWhatToDo(int status, string? code, string error, string advice)
    {
        GivenCreate(WireResponse.Json(code is null ? $$"""{"error":"{{error}}"}""" : $$"""{"error":"{{error}}","code":"{{code}}"}""", status));

        SpiceApiException exception = await Assert.ThrowsAnyAsync<SpiceApiException>(CreateAsync);

        Assert.Contains($"{error}. ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, CreateCount);
    }

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
