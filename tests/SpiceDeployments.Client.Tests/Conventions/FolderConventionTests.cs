using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class FolderConventionTests
{
    [Fact]
    public void Folders_UseEachOther_WithoutCircles()
    {
        IReadOnlyList<FolderDependency> arrows = FolderDependency.Of("SpiceDeployments.Client");

        Assert.NotEmpty(arrows);
        Assert.Empty(FolderDependency.FindCycles(arrows));
    }
}
