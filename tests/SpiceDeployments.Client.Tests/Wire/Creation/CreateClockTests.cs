namespace SpiceDeployments.Client.Tests.Wire.Creation;

/// <summary>Whether a deployment is older than the create is read from the server's clock alone.</summary>
public sealed class CreateClockTests : ReconciliationTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task CreateAsync_CreatedBeforeTheAttempt_IsNotTaken(int localError)
    {
        Clock = new(StartTime.AddMinutes(localError));

        await AssertNotTakenAsync(Shown(deployment => deployment["created_at"] = At(TimeSpan.FromMilliseconds(-1))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(60)]
    public async Task CreateAsync_CreatedWithTheAttempt_IsTaken(int localError)
    {
        Clock = new(StartTime.AddMinutes(localError));

        await AssertTakenAsync(Shown());
    }
}
