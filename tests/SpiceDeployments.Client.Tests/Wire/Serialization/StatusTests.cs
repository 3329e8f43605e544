using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class StatusTests : WireTest
{
    [Theory]
    [InlineData("created", DeploymentStatus.Created, false)]
    [InlineData("queued", DeploymentStatus.Queued, false)]
    [InlineData("in_progress", DeploymentStatus.InProgress, false)]
    [InlineData("succeeded", DeploymentStatus.Succeeded, true)]
    [InlineData("failed", DeploymentStatus.Failed, true)]
    [InlineData("superseded", DeploymentStatus.Superseded, true)]
    [InlineData("Succeeded", DeploymentStatus.Succeeded, true)]
    [InlineData("FAILED", DeploymentStatus.Failed, true)]
    [InlineData("Superseded", DeploymentStatus.Superseded, true)]
    public async Task Status_Known_IsRead(string text, DeploymentStatus expected, bool isTerminal)
    {
        Deployment deployment = await ListOneAsync($$"""{"id":1,"status":"{{text}}"}""");

        Assert.Equal((expected, text, isTerminal), (deployment.Status, deployment.RawStatus, deployment.IsTerminal));
    }

    [Theory]
    [InlineData("rolling_back")]
    [InlineData(" queued")]
    [InlineData("")]
    public async Task Status_Unknown_KeepsTheTextAndIsNotTerminal(string text)
    {
        Deployment deployment = await ListOneAsync($$"""{"id":1,"status":"{{text}}"}""");

        Assert.Equal((DeploymentStatus.Unknown, text, false), (deployment.Status, deployment.RawStatus, deployment.IsTerminal));
    }

    [Theory]
    [InlineData("superseded", true)]
    [InlineData("SUPERSEDED", true)]
    [InlineData("created", false)]
    [InlineData("succeeded", false)]
    public async Task IsSuperseded_AnyStatus_IsReadFromIt(string text, bool expected) =>
        Assert.Equal(expected, (await ListOneAsync($$"""{"id":1,"status":"{{text}}"}""")).IsSuperseded);

    [Theory]
    [InlineData("\"status\":\"Succeeded\"", DeploymentStatus.Succeeded)]
    [InlineData("\"status\":\"FAILED\"", DeploymentStatus.Failed)]
    [InlineData("\"status\":\"superseded\"", DeploymentStatus.Superseded)]
    [InlineData("\"status\":\"canceled\",\"finished_at\":\"2026-10-06T08:00:00Z\"", DeploymentStatus.Unknown)]
    public async Task WaitForCompletionAsync_CompletedInAnyWords_ReturnsAfterOnePoll(string fields, DeploymentStatus expected)
    {
        GivenList(WireResponse.List($$"""{"id":456,{{fields}}}"""));

        Deployment completed = await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        Assert.Equal((expected, 1), (completed.Status, Requests.Count));
    }

    [Theory]
    [InlineData("success")]
    [InlineData("completed")]
    [InlineData("error")]
    [InlineData("canceled")]
    public async Task WaitForCompletionAsync_UnknownStatusWithoutFinishTime_TimesOut(string status)
    {
        GivenList(WireResponse.List($$"""{"id":456,"status":"{{status}}"}"""));

        DeploymentTimeoutException exception = await Assert.ThrowsAsync<DeploymentTimeoutException>(
            () => Client.WaitForCompletionAsync(AppId, DeploymentId, new PollingOptions { Timeout = TimeSpan.FromSeconds(30) }, cancellationToken: CancellationToken));

        Assert.Equal(status, exception.Deployment?.RawStatus);
    }

    [Theory]
    [InlineData("""{"id":1}""", "")]
    [InlineData("""{"id":1,"status":null}""", "")]
    [InlineData("""{"id":1,"status":{"phase":"queued"}}""", "")]
    [InlineData("""{"id":1,"status":["queued"]}""", "")]
    [InlineData("""{"id":1,"status":3}""", "3")]
    [InlineData("""{"id":1,"status":true}""", "true")]
    public async Task Status_NotText_IsUnknown(string json, string expected)
    {
        Deployment deployment = await ListOneAsync(json);

        Assert.Equal((DeploymentStatus.Unknown, expected), (deployment.Status, deployment.RawStatus));
    }
}
