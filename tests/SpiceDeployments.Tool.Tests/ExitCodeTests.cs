using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Tool.Tests;

public sealed class ExitCodeTests
{
    /// <summary>A run that loses its rollout to another process ends with such an exception. The store of the tool permits this only after an error of the disk.</summary>
    [Fact]
    public void Of_RolloutThatAnotherProcessHasTakenOver_IsAConflict() =>
        Assert.Equal(5, ExitCode.Of(new RolloutException("Rollout 'release' does not run in this process any more.", new RolloutStoreConflictException())));
}
