using SpiceDeployments.Client.Tests.Shared.Folders;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class FolderConventionTests
{
    [Fact]
    public void Folders_UseEachOther_WithoutCircles()
    {
        IReadOnlyList<FolderArrow> arrows = FolderArrow.Of("SpiceDeployments.Client");

        Assert.NotEmpty(arrows);
        Assert.Empty(FolderArrow.CirclesIn([.. arrows.Where(arrow => !IsKnown(arrow))]));
    }

    /// <summary>A metric names the schedule of a wait.</summary>
    private static bool IsKnown(FolderArrow arrow) => arrow is { From: "Diagnostics", To: "Waiting" };
}
