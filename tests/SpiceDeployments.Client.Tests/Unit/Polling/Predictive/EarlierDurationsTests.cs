using SpiceDeployments.Client.Internal.Polling.Predictive;

namespace SpiceDeployments.Client.Tests.Unit.Polling.Predictive;

public sealed class EarlierDurationsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Get_SucceededAndFailed_ReturnsNewestFirst() =>
        Assert.Equal([TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(20)], EarlierDurations.Get([Create(3, "succeeded", 90), Create(2, "failed", 20)], exceptId: 9));

    [Theory]
    [InlineData("created", 90)]
    [InlineData("queued", 90)]
    [InlineData("in_progress", 90)]
    [InlineData("canary", 90)]
    [InlineData("succeeded", null)]
    [InlineData("failed", -1)]
    public void Get_NotCompletedOrUnknownDuration_IsExcluded(string status, int? seconds) =>
        Assert.Empty(EarlierDurations.Get([Create(3, status, seconds)], exceptId: 9));

    [Fact]
    public void Get_Superseded_IsExcluded() =>
        Assert.Empty(EarlierDurations.Get([Create(3, "created", 90) with { IsSuperseded = true }], exceptId: 9));

    [Theory]
    [InlineData("succeeded")]
    [InlineData("failed")]
    public void Get_DeploymentOfTheWait_IsExcluded(string status) =>
        Assert.Equal([TimeSpan.FromSeconds(20)], EarlierDurations.Get([Create(3, status, 90), Create(2, "failed", 20)], exceptId: 3));

    [Fact]
    public void Get_EmptyList_IsEmpty() => Assert.Empty(EarlierDurations.Get([], exceptId: 9));

    private static Deployment Create(long id, string status, int? seconds) =>
        new() { Id = id, RawStatus = status, CreatedAt = Noon, FinishedAt = seconds is { } time ? Noon.AddSeconds(time) : null };
}
