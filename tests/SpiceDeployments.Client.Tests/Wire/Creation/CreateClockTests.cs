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
}
