using System.Globalization;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>Only the server's clock determines whether a deployment is older than the create.</summary>
public sealed class CreateClockTests : ReconciliationTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task CreateAsync_CreatedBeforeTheAttempt_IsNotReturned(int localError)
    {
        Clock = new(StartTime.AddMinutes(localError));

        await AssertNotReturnedAsync(CreateListed(deployment => deployment["created_at"] = At(TimeSpan.FromMilliseconds(-60_001))));
    }

    /// <summary>The clocks of the API and of its database may differ.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(-60_000)]
    public async Task CreateAsync_CreatedWithinAMinuteBefore_ThrowsOutcomeUnknown(int milliseconds)
    {
        GivenCreate(LostResponse);
        GivenList(Listed(CreateListed(deployment => deployment["created_at"] = At(TimeSpan.FromMilliseconds(milliseconds)))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        Assert.Equal(1, CreateCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task CreateAsync_CreatedDuringTheAttempt_IsReturned(int localError)
    {
        Clock = new(StartTime.AddMinutes(localError));

        await AssertReturnedAsync(CreateListed());
    }

    /// <summary>The response to an earlier create shows how far the clock of the database is ahead of the one that sets <c>Date</c>.</summary>
    [Theory]
    [InlineData(10, 10)]
    [InlineData(-10, -10)]
    [InlineData(-120, -120)]
    [InlineData(1, 0)]
    public async Task CreateAsync_ClocksKnownToDiffer_CreatedDuringTheAttempt_IsReturned(int difference, int createdAt)
    {
        await LearnClockDifferenceAsync(difference);

        await AssertReturnedAfterAnotherCreateAsync(CreateListed(deployment => deployment["created_at"] = At(TimeSpan.FromSeconds(createdAt))));
    }

    [Theory]
    [InlineData(10, 7)]
    [InlineData(10, 0)]
    [InlineData(-10, -13)]
    public async Task CreateAsync_ClocksKnownToDiffer_CreatedBeforeTheAttempt_ThrowsOutcomeUnknown(int difference, int createdAt)
    {
        await LearnClockDifferenceAsync(difference);
        GivenList(Listed(CreateListed(deployment => deployment["created_at"] = At(TimeSpan.FromSeconds(createdAt)))));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
        Assert.Equal(2, CreateCount);
    }

    /// <summary>A slow create shows no difference of the clocks: the record is created when the request begins.</summary>
    [Fact]
    public async Task CreateAsync_EarlierCreateWasSlow_DeploymentBeforeTheAttempt_ThrowsOutcomeUnknown()
    {
        string created = CreateListed(deployment => (deployment["id"], deployment["created_at"]) = (8, At(TimeSpan.Zero)));
        var slow = new DatedResponse(WireResponse.Json(created, status: 202), () =>
        {
            Clock.Advance(TimeSpan.FromSeconds(10));
            return (StartTime + Clock.Elapsed).ToString("R", CultureInfo.InvariantCulture);
        });
        GivenCreates(slow, LostResponse);
        await CreateEveryFieldAsync();
        GivenList(Listed(CreateListed()));

        DeploymentOutcomeUnknownException exception = await OutcomeUnknownAsync();

        Assert.Equal(9, Assert.Single(exception.Candidates).Id);
    }

    private async Task AssertReturnedAfterAnotherCreateAsync(string deployment)
    {
        GivenList(Listed(deployment));

        Assert.Equal(9, (await CreateEveryFieldAsync()).Id);
        Assert.Equal((2, 1), (CreateCount, CheckCount));
    }

    /// <summary>Creates a deployment whose response has both times, in seconds between the two clocks. The response to the next create is lost.</summary>
    private async Task LearnClockDifferenceAsync(int difference)
    {
        string created = CreateListed(deployment => (deployment["id"], deployment["created_at"]) = (8, At(TimeSpan.FromSeconds(difference))));
        GivenCreates(AtStart(WireResponse.Json(created, status: 202)), LostResponse);
        await CreateEveryFieldAsync();
    }
}
