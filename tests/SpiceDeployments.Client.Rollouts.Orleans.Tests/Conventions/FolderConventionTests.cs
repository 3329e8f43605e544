using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Conventions;

public sealed class FolderConventionTests
{
    [Fact]
    public void Folders_Dependencies_HaveNoCycles()
    {
        IReadOnlyList<FolderDependency> dependencies = FolderDependency.Find("SpiceDeployments.Client.Rollouts.Orleans");

        Assert.NotEmpty(dependencies);
        Assert.Empty(FolderDependency.FindCycles(dependencies));
    }
}
