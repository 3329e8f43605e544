namespace SpiceDeployments.Client.Tests.Unit.Models;

public sealed class DeploymentEqualityTests
{
    public static TheoryData<Deployment, Deployment> Different => new()
    {
        { new() { Id = 1, RawStatus = "created" }, new() { Id = 1, RawStatus = "created", IsSuperseded = true } },
        { new() { Id = 1, RawStatus = "failed" }, new() { Id = 1, RawStatus = "queued" } },
        { new() { Id = 1, RawCreationSource = "cli" }, new() { Id = 1, RawCreationSource = "robot" } },
        { new() { Id = 1 }, new() { Id = 1, AppId = 42 } },
    };

    [Fact]
    public void Equals_SameValues_IsTrue()
    {
        var one = new Deployment { Id = 1, IsSuperseded = true, RawStatus = "created" };
        var other = new Deployment { RawStatus = "created", IsSuperseded = true, Id = 1 };

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void RawStatus_Null_IsEmpty() => Assert.Equal(new Deployment { Id = 1 }, new Deployment { Id = 1, RawStatus = null! });

    [Theory]
    [MemberData(nameof(Different))]
    public void Equals_APropertyDiffers_IsFalse(Deployment one, Deployment other) => Assert.NotEqual(one, other);

    [Fact]
    public void With_OtherRawValues_ParsesThem()
    {
        var queued = new Deployment { Id = 1, RawStatus = "queued", RawCreationSource = "api" };

        Deployment changed = queued with { RawStatus = "succeeded", RawCreationSource = "cli" };

        Assert.Equal((DeploymentStatus.Succeeded, DeploymentCreationSource.Cli), (changed.Status, changed.CreationSource));
    }
}
