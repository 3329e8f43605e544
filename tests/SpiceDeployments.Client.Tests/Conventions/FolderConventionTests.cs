using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class FolderConventionTests
{
    [Fact]
    public void Folders_Dependencies_HaveNoCycles()
    {
        IReadOnlyList<FolderDependency> dependencies = FolderDependency.Of("SpiceDeployments.Client");

        Assert.NotEmpty(dependencies);
        Assert.Empty(FolderDependency.FindCycles(dependencies));
    }
}
