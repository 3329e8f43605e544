using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Client.Testing.Tests.Conventions;

public sealed class FolderConventionTests
{
    [Fact]
    public void Folders_Dependencies_HaveNoCycles()
    {
        IReadOnlyList<FolderArrow> arrows = FolderArrow.Of("SpiceDeployments.Client.Testing");

        Assert.NotEmpty(arrows);
        Assert.Empty(FolderArrow.CirclesIn(arrows));
    }
}
