namespace SpiceDeployments.Client.Tests.Unit.Models;

public sealed class DeploymentTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("created", DeploymentStatus.Created, false)]
    [InlineData("queued", DeploymentStatus.Queued, false)]
    [InlineData("in_progress", DeploymentStatus.InProgress, false)]
    [InlineData("succeeded", DeploymentStatus.Succeeded, true)]
    [InlineData("failed", DeploymentStatus.Failed, true)]
    [InlineData("superseded", DeploymentStatus.Superseded, true)]
    [InlineData("Succeeded", DeploymentStatus.Succeeded, true)]
    [InlineData("FAILED", DeploymentStatus.Failed, true)]
    [InlineData("In_Progress", DeploymentStatus.InProgress, false)]
    [InlineData("SUPERSEDED", DeploymentStatus.Superseded, true)]
    [InlineData("canary", DeploymentStatus.Unknown, false)]
    [InlineData("pending", DeploymentStatus.Unknown, false)]
    [InlineData("running", DeploymentStatus.Unknown, false)]
    [InlineData("success", DeploymentStatus.Unknown, false)]
    [InlineData("completed", DeploymentStatus.Unknown, false)]
    [InlineData("error", DeploymentStatus.Unknown, false)]
    [InlineData("canceled", DeploymentStatus.Unknown, false)]
    [InlineData("", DeploymentStatus.Unknown, false)]
    public void Status_RawStatus_IsReadFromIt(string raw, DeploymentStatus status, bool isTerminal)
    {
        var deployment = new Deployment { Id = 1, RawStatus = raw };

        Assert.Equal((status, isTerminal), (deployment.Status, deployment.IsTerminal));
    }

    [Theory]
    [InlineData("api", DeploymentCreationSource.Api)]
    [InlineData("portal", DeploymentCreationSource.Portal)]
    [InlineData("github", DeploymentCreationSource.GitHub)]
    [InlineData("cli", DeploymentCreationSource.Cli)]
    [InlineData("dashboard", DeploymentCreationSource.Dashboard)]
    [InlineData("GitHub", DeploymentCreationSource.GitHub)]
    [InlineData("robot", DeploymentCreationSource.Unknown)]
    [InlineData(null, DeploymentCreationSource.Unknown)]
    public void CreationSource_RawCreationSource_IsReadFromIt(string? raw, DeploymentCreationSource source) =>
        Assert.Equal(source, new Deployment { Id = 1, RawCreationSource = raw }.CreationSource);

    [Theory]
    [InlineData("insufficient_cpu", null, DeploymentFailureReason.InsufficientCpu, true)]
    [InlineData("insufficient_memory", null, DeploymentFailureReason.InsufficientMemory, true)]
    [InlineData("insufficient_storage", null, DeploymentFailureReason.InsufficientStorage, true)]
    [InlineData("insufficient_instances", null, DeploymentFailureReason.InsufficientInstances, true)]
    [InlineData("pod_exceeds_node_capacity", null, DeploymentFailureReason.PodExceedsNodeCapacity, false)]
    [InlineData("unable_to_start", null, DeploymentFailureReason.UnableToStart, false)]
    [InlineData("internal_error", null, DeploymentFailureReason.InternalError, false)]
    [InlineData("INSUFFICIENT_CPU", null, DeploymentFailureReason.InsufficientCpu, true)]
    [InlineData("internal_error", "Failed to pull container image", DeploymentFailureReason.InternalError, false)]
    [InlineData("brand_new", "Failed to pull container image", DeploymentFailureReason.Unknown, false)]
    [InlineData(null, "Failed to pull container image", DeploymentFailureReason.ImagePullFailed, false)]
    [InlineData("", "Failed to pull container image: not found", DeploymentFailureReason.ImagePullFailed, false)]
    [InlineData(null, "Invalid spicepod configuration", DeploymentFailureReason.InvalidSpicepod, false)]
    [InlineData(null, "Something else", DeploymentFailureReason.Unknown, false)]
    [InlineData(null, null, DeploymentFailureReason.Unknown, false)]
    public void FailureReason_CodeOrMessage_IsParsedCodeFirst(string? code, string? message, DeploymentFailureReason reason, bool isTransient)
    {
        var deployment = new Deployment { Id = 1, RawStatus = "failed", ErrorCode = code, ErrorMessage = message };

        Assert.Equal(reason, deployment.FailureReason);
        Assert.Equal((reason, isTransient), (new DeploymentFailedException(deployment).Reason, new DeploymentFailedException(deployment).IsTransient));
    }

    [Theory]
    [InlineData("succeeded")]
    [InlineData("queued")]
    public void FailureReason_NothingFailed_IsNull(string status) => Assert.Null(new Deployment { Id = 1, RawStatus = status }.FailureReason);

    [Fact]
    public void FailureReason_InProgressWithCode_IsTheCode() =>
        Assert.Equal(DeploymentFailureReason.InsufficientCpu, new Deployment { Id = 1, RawStatus = "in_progress", ErrorCode = "insufficient_cpu" }.FailureReason);

    [Fact]
    public void DeploymentSupersededException_Message_NamesTheSuccessor() => Assert.Equal(
        "Deployment 1 was superseded by deployment 2 before it completed.",
        new DeploymentSupersededException(new Deployment { Id = 1, RawStatus = "created", IsSuperseded = true, SupersededById = 2 }).Message);

    [Theory]
    [InlineData("Out of luck", "internal_error", "Deployment 7 failed: Out of luck (internal_error)")]
    [InlineData("Out of luck", null, "Deployment 7 failed: Out of luck")]
    [InlineData(null, "internal_error", "Deployment 7 failed: internal_error")]
    [InlineData(null, null, "Deployment 7 failed: the service gave no reason")]
    public void DeploymentFailedException_Message_HasTheServicesText(string? text, string? code, string expected) =>
        Assert.Equal(expected, new DeploymentFailedException(new Deployment { Id = 7, ErrorMessage = text, ErrorCode = code }).Message);

    [Theory]
    [InlineData("succeeded", 90, 120, 90.0)]
    [InlineData("succeeded", null, 120, 120.0)]
    [InlineData("failed", null, 120, 120.0)]
    [InlineData("in_progress", null, 120, null)]
    [InlineData("succeeded", null, null, null)]
    [InlineData("succeeded", -5, null, null)]
    public void Duration_AnyStatus_IsFromCreationToCompletion(string status, int? finished, int? updated, double? expected)
    {
        var deployment = new Deployment
        {
            Id = 1,
            RawStatus = status,
            CreatedAt = Noon,
            FinishedAt = finished is { } f ? Noon.AddSeconds(f) : null,
            UpdatedAt = updated is { } u ? Noon.AddSeconds(u) : null,
        };

        Assert.Equal(expected, deployment.Duration?.TotalSeconds);
    }

    [Fact]
    public void Duration_NoCreationTime_IsNull() =>
        Assert.Null(new Deployment { Id = 1, RawStatus = "succeeded", FinishedAt = Noon }.Duration);

    [Fact]
    public void EnsureSucceeded_Succeeded_ReturnsTheDeployment()
    {
        var deployment = new Deployment { Id = 1, RawStatus = "succeeded" };

        Assert.Same(deployment, deployment.EnsureSucceeded());
    }

    [Fact]
    public void EnsureSucceeded_Failed_ThrowsWithTheDeployment()
    {
        var deployment = new Deployment { Id = 1, RawStatus = "failed" };

        Assert.Same(deployment, Assert.Throws<DeploymentFailedException>(deployment.EnsureSucceeded).Deployment);
    }

    [Fact]
    public void EnsureSucceeded_Superseded_ThrowsWithTheDeployment()
    {
        var deployment = new Deployment { Id = 1, RawStatus = "created", IsSuperseded = true };

        Assert.Same(deployment, Assert.Throws<DeploymentSupersededException>(deployment.EnsureSucceeded).Deployment);
    }

    [Theory]
    [InlineData("canceled", "Out of luck", "internal_error", "Deployment 7 completed with the unknown status 'canceled': Out of luck (internal_error)")]
    [InlineData("success", null, null, "Deployment 7 completed with the unknown status 'success': the service gave no reason")]
    [InlineData("", null, null, "Deployment 7 completed with the unknown status '': the service gave no reason")]
    public void EnsureSucceeded_UnknownStatusWithFinishTime_ThrowsWithTheStatus(string status, string? text, string? code, string expected)
    {
        var deployment = new Deployment { Id = 7, RawStatus = status, FinishedAt = Noon, ErrorMessage = text, ErrorCode = code };

        Assert.Equal((DeploymentStatus.Unknown, true), (deployment.Status, deployment.IsTerminal));
        DeploymentFailedException exception = Assert.Throws<DeploymentFailedException>(deployment.EnsureSucceeded);
        Assert.Equal((expected, deployment), (exception.Message, exception.Deployment));
    }

    /// <summary>A known status counts more than a time that the service has not reset.</summary>
    [Theory]
    [InlineData("created")]
    [InlineData("queued")]
    [InlineData("in_progress")]
    public void IsTerminal_ActiveStatusWithFinishTime_IsFalse(string status) =>
        Assert.False(new Deployment { Id = 1, RawStatus = status, FinishedAt = Noon }.IsTerminal);

    [Fact]
    public void EnsureSucceeded_NotCompleted_ThrowsInvalidOperation()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(new Deployment { Id = 1, RawStatus = "in_progress" }.EnsureSucceeded);

        Assert.Equal("Deployment 1 has not completed: its status is 'in_progress'. Wait for its completion first.", exception.Message);
    }
}
