namespace SpiceDeployments.Client.Tests.Models;

public sealed class DeploymentEqualityTests
{
    public static TheoryData<Deployment, Deployment> Same => new()
    {
        { new() { Id = 1, RawStatus = "failed" }, new() { Id = 1, RawStatus = "failed", Status = DeploymentStatus.Failed } },
        { new() { Id = 1, RawStatus = "failed" }, new() { Id = 1, Status = DeploymentStatus.Failed, RawStatus = "failed" } },
        { new() { Id = 1 }, new() { Id = 1, Status = DeploymentStatus.Unknown } },
        { new() { Id = 1 }, new() { Id = 1, RawStatus = null! } },
        { new() { Id = 1, RawCreationSource = "cli" }, new() { Id = 1, RawCreationSource = "cli", CreationSource = DeploymentCreationSource.Cli } },
        { new() { Id = 1, RawCreationSource = "cli" }, new() { Id = 1, CreationSource = DeploymentCreationSource.Cli, RawCreationSource = "cli" } },
        { new() { Id = 1, RawStatus = "created", Status = DeploymentStatus.Superseded }, new() { Id = 1, Status = DeploymentStatus.Superseded, RawStatus = "created" } },
    };

    public static TheoryData<Deployment, Deployment> Different => new()
    {
        { new() { Id = 1, RawStatus = "created" }, new() { Id = 1, RawStatus = "created", Status = DeploymentStatus.Superseded } },
        { new() { Id = 1, RawStatus = "failed" }, new() { Id = 1, Status = DeploymentStatus.Failed } },
        { new() { Id = 1, RawCreationSource = "cli" }, new() { Id = 1, RawCreationSource = "cli", CreationSource = DeploymentCreationSource.Api } },
    };

    [Theory]
    [MemberData(nameof(Same))]
    public void Equals_EveryPropertyIsEqual_IsTrue(Deployment one, Deployment other)
    {
        Assert.Equal(one.ToString(), other.ToString());
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Different))]
    public void Equals_APropertyDiffers_IsFalse(Deployment one, Deployment other)
    {
        Assert.NotEqual(one, other);
        Assert.NotEqual(one.GetHashCode(), other.GetHashCode());
    }

    /// <summary>What was set stays, whether it stands before the text or after it, and whatever the text was before.</summary>
    [Fact]
    public void With_AStatusAndAnotherText_InEitherOrder_HasBoth()
    {
        var failed = new Deployment { Id = 1, RawStatus = "failed" };

        Deployment textLast = failed with { Status = DeploymentStatus.Failed, RawStatus = "queued" };
        Deployment textFirst = failed with { RawStatus = "queued", Status = DeploymentStatus.Failed };

        Assert.Equal((DeploymentStatus.Failed, "queued"), (textLast.Status, textLast.RawStatus));
        Assert.Equal(textFirst, textLast);
    }

    [Fact]
    public void With_AnotherText_ReadsIt()
    {
        var queued = new Deployment { Id = 1, RawStatus = "queued", RawCreationSource = "api" };

        Deployment changed = queued with { RawStatus = "succeeded", RawCreationSource = "cli" };

        Assert.Equal((DeploymentStatus.Succeeded, DeploymentCreationSource.Cli), (changed.Status, changed.CreationSource));
    }
}
