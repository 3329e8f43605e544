using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Polling;

/// <summary>A successful poll may ask for a longer delay (<c>Retry-After</c>).</summary>
public sealed class PollRetryAfterTests : WireTest
{
    private const string Queued = """{"id":456,"status":"queued"}""";
    private const string Succeeded = """{"id":456,"status":"succeeded"}""";

    [Theory]
    [InlineData("45", 45)]
    [InlineData("5", 5)]
    [InlineData("1", 5)]
    [InlineData("soon", 5)]
    public async Task WaitForCompletionAsync_RetryAfter_LengthensTheDelay(string retryAfter, double expected)
    {
        GivenLists(WireResponse.List(Queued).WithHeader("Retry-After", retryAfter), WireResponse.List(Succeeded));

        Deployment completed = await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(expected);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfter_AppliesToTheNextDelayOnly()
    {
        GivenLists(WireResponse.List(Queued).WithHeader("Retry-After", "45"), WireResponse.List(Queued), WireResponse.List(Succeeded));

        await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        AssertDelays(45, 10);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterBeyondDeadline_PollsAtDeadline()
    {
        GivenLists(WireResponse.List(Queued).WithHeader("Retry-After", "7200"), WireResponse.List(Succeeded));

        Deployment completed = await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
        AssertDelays(600);
    }

    [Fact]
    public async Task WaitForCompletionAsync_RetryAfterDate_IsRelativeToTheResponseDate()
    {
        GivenLists(
            AtStart(WireResponse.List(Queued).WithHeader("Retry-After", StartTime.AddSeconds(50).ToString("R", System.Globalization.CultureInfo.InvariantCulture))),
            WireResponse.List(Succeeded));

        await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        AssertDelays(50);
    }
}
