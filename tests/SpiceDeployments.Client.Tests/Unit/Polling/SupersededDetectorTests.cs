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

        Assert.Equal(DeploymentStatus.Created, SupersededDetector.Apply(deployment, [deployment, older], wasCreatedAgain: false).Status);
        Assert.Equal(DeploymentStatus.Superseded, SupersededDetector.Apply(deployment, [newer, deployment], wasCreatedAgain: false).Status);
    }

    [Theory]
    [InlineData(9, true, DeploymentStatus.Created)]
    [InlineData(9, false, DeploymentStatus.Created)]
    [InlineData(11, true, DeploymentStatus.Superseded)]
    [InlineData(11, false, DeploymentStatus.Superseded)]
    public void Apply_OneTimeUnknown_ComparesIds(long otherId, bool otherHasTime, DeploymentStatus expected)
    {
        var deployment = new Deployment { Id = 10, RawStatus = "created", CreatedAt = otherHasTime ? null : Noon };
        var other = new Deployment { Id = otherId, RawStatus = "succeeded", CreatedAt = otherHasTime ? Noon : null };

        Assert.Equal(expected, SupersededDetector.Apply(deployment, [other, deployment], wasCreatedAgain: false).Status);
    }

    [Fact]
    public void Apply_SupersededByOneOfThree_NamesTheNextNewer()
    {
        var deployment = new Deployment { Id = 10, RawStatus = "created", CreatedAt = Noon };
        var disagrees = new Deployment { Id = 11, RawStatus = "succeeded", CreatedAt = Noon.AddSeconds(-1) };
        var next = new Deployment { Id = 12, RawStatus = "failed", CreatedAt = Noon.AddSeconds(1) };
        var newest = new Deployment { Id = 13, RawStatus = "queued", CreatedAt = Noon.AddSeconds(2) };

        Assert.Equal(12, SupersededDetector.Apply(deployment, [newest, next, deployment, disagrees], wasCreatedAgain: false).SupersededById);
    }

    [Theory]
    [InlineData(99, DeploymentStatus.Superseded)]
    [InlineData(100, DeploymentStatus.Created)]
    public void Apply_LongList_SearchesTheFirst100(int position, DeploymentStatus expected)
    {
        var deployment = new Deployment { Id = 10, RawStatus = "created" };
        Deployment[] list = [.. Enumerable.Repeat(new Deployment { Id = 9, RawStatus = "succeeded" }, 150)];
        list[position] = new Deployment { Id = 11, RawStatus = "succeeded" };

        Assert.Equal(expected, SupersededDetector.Apply(deployment, list, wasCreatedAgain: false).Status);
    }

    [Theory]
    [InlineData("created", false, 0, 5, DeploymentStatus.Created)]
    [InlineData("created", true, 0, 5, DeploymentStatus.Superseded)]
    [InlineData("created", false, 1, 11, DeploymentStatus.Superseded)]
    [InlineData("created", false, 0, 11, DeploymentStatus.Superseded)]
    [InlineData("created", false, -1, 11, DeploymentStatus.Created)]
    [InlineData("created", false, 1, 5, DeploymentStatus.Created)]
    [InlineData("created", true, -1, 11, DeploymentStatus.Superseded)]
    [InlineData("created", true, 1, 5, DeploymentStatus.Superseded)]
    [InlineData("queued", true, 1, 11, DeploymentStatus.Queued)]
    [InlineData("in_progress", true, 1, 11, DeploymentStatus.InProgress)]
    [InlineData("succeeded", true, 1, 11, DeploymentStatus.Succeeded)]
    public void Apply_AnotherDeployment_SupersedesOnlyCreatedThatIsOlderOrWasCreatedAgain(
        string status, bool wasCreatedAgain, int otherIsLaterBySeconds, long otherId, DeploymentStatus expected)
    {
        var deployment = new Deployment { Id = 10, RawStatus = status, CreatedAt = Noon };
        var other = new Deployment { Id = otherId, RawStatus = "succeeded", CreatedAt = Noon.AddSeconds(otherIsLaterBySeconds) };

        Deployment read = SupersededDetector.Apply(deployment, [other, deployment], wasCreatedAgain);

        Assert.Equal(expected, read.Status);
        Assert.Equal(status, read.RawStatus);
    }
}
