using System.Text.Json;
using CsCheck;
using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Unit;

public sealed class DeploymentHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Statuses = ["created", "queued", "in_progress", "succeeded", "failed", "superseded", "canary", ""];

    private static readonly string?[] ErrorCodes = [null, "insufficient_cpu", "internal_error", "of_tomorrow"];

    private static readonly Gen<Deployment> AnyDeployment =
        from status in Gen.OneOf(Array.ConvertAll(Statuses, Gen.Const))
        from createdAt in Gen.Int[0, 1000]
        from seconds in Gen.Int[-2, 600]
        from hasTimes in Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false)))
        from code in Gen.OneOf(Array.ConvertAll(ErrorCodes, Gen.Const))
        from isSuperseded in Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))
        select new Deployment
        {
            AppId = 42,
            RawStatus = status,
            IsSuperseded = isSuperseded,
            CreatedAt = hasTimes ? Noon.AddSeconds(createdAt) : null,
            FinishedAt = hasTimes && seconds >= 0 ? Noon.AddSeconds(createdAt + seconds) : null,
            ErrorCode = code,
        };

    /// <summary>Lists as the service returns them: newest first, at most 100.</summary>
    private static readonly Gen<Deployment[]> AnyList =
        AnyDeployment.Array[0, 100].Select(deployments => deployments.Select((deployment, index) => deployment with { Id = deployments.Length - index }).ToArray());

    [Fact]
    public void Of_NoDeployments_HasZerosAndNulls()
    {
        var history = DeploymentHistory.Of([]);

        Assert.Equal((0, 0, 0, 0, 0, 0), GetCounts(history));
        Assert.Equal((null, null, null, null), (history.SuccessRate, history.MedianDuration, history.Percentile90Duration, history.LastSucceeded));
        Assert.Empty(history.FailuresByReason);
    }

    [Fact]
    public void Of_EveryStatus_CountsByOutcome()
    {
        var history = DeploymentHistory.Of(
        [
            Create(9, "queued"), Create(8, "in_progress"), Create(7, "created"), Create(6, "superseded") with { IsSuperseded = true }, Create(5, "canary"),
            Create(4, "succeeded"), Create(3, "failed"), Create(2, "succeeded"), Create(1, "succeeded"),
        ]);

        Assert.Equal((9, 3, 1, 2, 2, 1), GetCounts(history));
        Assert.Equal(0.75, history.SuccessRate);
        Assert.Equal(4, history.LastSucceeded?.Id);
    }

    [Fact]
    public void Of_NewestIsCreated_IsActive() => Assert.Equal((2, 1, 0, 0, 1, 0), GetCounts(DeploymentHistory.Of([Create(1, "succeeded"), Create(2, "created")])));

    [Fact]
    public void Of_OneToTenMinutes_HasPercentilesByNearestRank()
    {
        var history = DeploymentHistory.Of(Enumerable.Range(1, 10).Select(minutes => Create(minutes, "succeeded", 60 * minutes)));

        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(9)), (history.MedianDuration, history.Percentile90Duration));
    }

    [Fact]
    public void Of_FailedAndUnknownDurations_DoNotCount()
    {
        var history = DeploymentHistory.Of([Create(1, "failed", 10), Create(2, "succeeded"), Create(3, "succeeded", 90), Create(4, "canary", 10)]);

        Assert.Equal((TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(90)), (history.MedianDuration, history.Percentile90Duration));
    }

    [Fact]
    public void Of_Failures_AreCountedByReason()
    {
        var history = DeploymentHistory.Of(
        [
            Create(5, "failed"), Create(4, "queued") with { ErrorCode = "insufficient_cpu" }, Create(3, "failed") with { ErrorCode = "insufficient_cpu" },
            Create(2, "failed") with { ErrorCode = "insufficient_cpu" }, Create(1, "failed") with { ErrorCode = "of_tomorrow" },
        ]);

        Assert.Equal(
            [(DeploymentFailureReason.Unknown, 2), (DeploymentFailureReason.InsufficientCpu, 2)],
            history.FailuresByReason.OrderBy(reason => reason.Key).Select(reason => (reason.Key, reason.Value)));
    }

    /// <summary>A program stores a list while a deployment is active, and another list later.</summary>
    [Fact]
    public void Of_TwoStoredLists_CountsEachDeploymentOnceByItsLastRecord()
    {
        Deployment[] first = [Create(2, "queued") with { UpdatedAt = Noon.AddSeconds(200) }, Create(1, "succeeded", 90)];
        Deployment[] second = [Create(3, "in_progress") with { UpdatedAt = Noon }, Create(2, "failed") with { UpdatedAt = Noon.AddSeconds(100) }];
        Deployment[] third = [Create(3, "canary") with { UpdatedAt = Noon.AddSeconds(1) }];

        Assert.Equal((3, 1, 1, 0, 0, 1), GetCounts(DeploymentHistory.Of([.. first, .. second, .. third])));
        Assert.Equal((3, 1, 1, 0, 0, 1), GetCounts(DeploymentHistory.Of([.. third, .. second, .. first])));
    }

    [Fact]
    public void Of_SeveralApps_Throws()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => DeploymentHistory.Of([Create(1, "succeeded") with { AppId = 42 }, Create(2, "created") with { AppId = 77 }]));

        Assert.Equal("deployments", exception.ParamName);
    }

    [Fact]
    public void Of_Null_Throws() => Assert.Throws<ArgumentNullException>(() => DeploymentHistory.Of(null!));

    [Fact]
    public void Of_AnyOrder_IsTheSame() =>
        Gen.Select(AnyList, Gen.Int).Sample((list, seed) =>
        {
            Deployment[] shuffled = [.. list];
            new Random(seed).Shuffle(shuffled);

            Assert.Equal(Describe(DeploymentHistory.Of(list)), Describe(DeploymentHistory.Of(shuffled)));
        });

    /// <summary>A raw list that was stored, and the same list with the superseded deployments resolved.</summary>
    [Fact]
    public void Of_StoredList_IsAsOfListAsync() =>
        AnyList.Sample(list =>
        {
            Deployment[] stored = JsonSerializer.Deserialize<Deployment[]>(JsonSerializer.Serialize(list))!;

            Assert.Equal(Describe(DeploymentHistory.Of(SupersededDetector.Apply(list))), Describe(DeploymentHistory.Of(stored)));
        });

    [Fact]
    public void Of_AnyListTwice_IsAsOfTheList() =>
        AnyList.Sample(list => Assert.Equal(Describe(DeploymentHistory.Of(list)), Describe(DeploymentHistory.Of([.. list, .. list]))));

    [Fact]
    public void Of_AnyList_HasCountsThatAddUp() =>
        AnyList.Sample(list =>
        {
            var history = DeploymentHistory.Of(list);

            Assert.Equal(list.Length, history.Count);
            Assert.Equal(history.Count, history.SucceededCount + history.FailedCount + history.SupersededCount + history.ActiveCount + history.UnknownCount);
            Assert.Equal(history.FailedCount, history.FailuresByReason.Values.Sum());
            Assert.Equal(SupersededDetector.Apply(list).Count(deployment => deployment.Status is DeploymentStatus.Superseded), history.SupersededCount);
        });

    [Fact]
    public void Of_AnyList_IsWithinBounds() =>
        AnyList.Sample(list =>
        {
            var history = DeploymentHistory.Of(list);
            TimeSpan[] durations = [.. list.Where(deployment => deployment.Status is DeploymentStatus.Succeeded).Select(deployment => deployment.Duration).OfType<TimeSpan>()];

            Assert.Equal(history.SucceededCount + history.FailedCount is 0, history.SuccessRate is null);
            Assert.InRange(history.SuccessRate ?? 0, 0, 1);
            Assert.Equal(history.SucceededCount is 0, history.LastSucceeded is null);
            Assert.Equal(durations.Length is 0, history.MedianDuration is null);
            Assert.Equal(durations.Length is 0, history.Percentile90Duration is null);
            if (history is { MedianDuration: { } median, Percentile90Duration: { } percentile90 })
            {
                Assert.Contains(median, durations);
                Assert.Contains(percentile90, durations);
                Assert.True(IsNearestRank(median, 0.5, durations));
                Assert.True(IsNearestRank(percentile90, 0.9, durations));
            }
        });

    /// <summary>The definition: at least the share of the durations is not longer, and fewer are shorter.</summary>
    private static bool IsNearestRank(TimeSpan percentile, double share, TimeSpan[] durations) =>
        durations.Count(duration => duration <= percentile) >= share * durations.Length && durations.Count(duration => duration < percentile) < share * durations.Length;

    private static (int Count, int Succeeded, int Failed, int Superseded, int Active, int Unknown) GetCounts(DeploymentHistory history) =>
        (history.Count, history.SucceededCount, history.FailedCount, history.SupersededCount, history.ActiveCount, history.UnknownCount);

    private static string Describe(DeploymentHistory history)
    {
        string failures = string.Join(", ", history.FailuresByReason.OrderBy(reason => reason.Key));
        return $"{GetCounts(history)} {history.SuccessRate} {history.MedianDuration} {history.Percentile90Duration} {history.LastSucceeded} {failures}";
    }

    private static Deployment Create(long id, string status, int? seconds = null) =>
        new() { Id = id, RawStatus = status, CreatedAt = Noon.AddHours(id), FinishedAt = seconds is { } time ? Noon.AddHours(id).AddSeconds(time) : null };
}
