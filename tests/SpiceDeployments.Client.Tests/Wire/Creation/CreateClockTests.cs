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

        await AssertNotReturnedAsync(CreateListed(deployment => deployment["created_at"] = At(TimeSpan.FromMilliseconds(-1))));
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
