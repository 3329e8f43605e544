using SpiceDeployments.Client.Internal.Polling;

namespace SpiceDeployments.Client.Tests.Unit.Polling;

public sealed class SupersededDetectorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Apply_NoCreationTime_ComparesIds()
    {
        var deployment = new Deployment { Id = 10, RawStatus = "created" };
        var older = new Deployment { Id = 9, RawStatus = "succeeded", CreatedAt = Noon };
        var newer = new Deployment { Id = 11, RawStatus = "succeeded", CreatedAt = Noon };

        Assert.Equal(DeploymentStatus.Created, SupersededDetector.Apply(deployment, [deployment, older], wasActive: false).Status);
        Assert.Equal(DeploymentStatus.Superseded, SupersededDetector.Apply(deployment, [newer, deployment], wasActive: false).Status);
    }

    [Theory]
    [InlineData(99, DeploymentStatus.Superseded)]
    [InlineData(100, DeploymentStatus.Created)]
    public void Apply_LongList_SearchesTheFirst100(int position, DeploymentStatus expected)
    {
        var deployment = new Deployment { Id = 10, RawStatus = "created" };
        Deployment[] list = [.. Enumerable.Repeat(new Deployment { Id = 9, RawStatus = "succeeded" }, 150)];
        list[position] = new Deployment { Id = 11, RawStatus = "succeeded" };

        Assert.Equal(expected, SupersededDetector.Apply(deployment, list, wasActive: false).Status);
    }

    [Theory]
    [InlineData("created", false, 0, 5, DeploymentStatus.Created)]
    [InlineData("created", true, 0, 5, DeploymentStatus.Superseded)]
    [InlineData("created", false, 1, 11, DeploymentStatus.Superseded)]
    [InlineData("created", false, 0, 11, DeploymentStatus.Superseded)]
    [InlineData("created", false, -1, 11, DeploymentStatus.Created)]
    [InlineData("queued", true, 1, 11, DeploymentStatus.Queued)]
    [InlineData("in_progress", true, 1, 11, DeploymentStatus.InProgress)]
    [InlineData("succeeded", true, 1, 11, DeploymentStatus.Succeeded)]
    public void Apply_AnotherDeployment_SupersedesOnlyCreatedThatIsOlderOrWasActive(
        string status, bool wasActive, int otherIsLaterBySeconds, long otherId, DeploymentStatus expected)
    {
        var deployment = new Deployment { Id = 10, RawStatus = status, CreatedAt = Noon };
        var other = new Deployment { Id = otherId, RawStatus = "succeeded", CreatedAt = Noon.AddSeconds(otherIsLaterBySeconds) };

        Deployment read = SupersededDetector.Apply(deployment, [other, deployment], wasActive);

        Assert.Equal(expected, read.Status);
        Assert.Equal(status, read.RawStatus);
    }
}
