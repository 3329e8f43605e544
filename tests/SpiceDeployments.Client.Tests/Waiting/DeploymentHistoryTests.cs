using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Tests.Waiting;

public sealed class DeploymentHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void DurationsIn_SucceededAndFailed_NewestFirst() =>
        Assert.Equal([TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(20)], DeploymentHistory.DurationsIn([Of(3, "succeeded", 90), Of(2, "failed", 20)], exceptId: 9));

    [Theory]
    [InlineData("created", 90)]
    [InlineData("queued", 90)]
    [InlineData("in_progress", 90)]
    [InlineData("canary", 90)]
    [InlineData("succeeded", null)]
    [InlineData("failed", -1)]
    public void DurationsIn_NotEndedOrUnknownDuration_IsLeftOut(string status, int? seconds) =>
        Assert.Empty(DeploymentHistory.DurationsIn([Of(3, status, seconds)], exceptId: 9));

    [Fact]
    public void DurationsIn_Superseded_IsLeftOut() =>
        Assert.Empty(DeploymentHistory.DurationsIn([Of(3, "created", 90) with { Status = DeploymentStatus.Superseded }], exceptId: 9));

    [Theory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    public void DurationsIn_TheDeploymentItself_IsLeftOut(string status) =>
        Assert.Equal([TimeSpan.FromSeconds(20)], DeploymentHistory.DurationsIn([Of(3, status, 90), Of(2, "failed", 20)], exceptId: 3));

    [Fact]
    public void DurationsIn_EmptyList_IsEmpty() => Assert.Empty(DeploymentHistory.DurationsIn([], exceptId: 9));

    private static Deployment Of(long id, string status, int? seconds) =>
        new() { Id = id, RawStatus = status, CreatedAt = Noon, FinishedAt = seconds is { } time ? Noon.AddSeconds(time) : null };
}
