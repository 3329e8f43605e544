namespace SpiceDeployments.Client.Rollouts;

/// <summary>How <c>AddSpiceRollouts</c> stores and resumes rollouts.</summary>
public sealed class RolloutsOptions
{
    /// <summary>
    /// The directory of the journals (<see cref="FileRolloutStore"/>), on a disk that survives the process. Required, unless the container has an
    /// <see cref="IRolloutStore"/>. Default <c>null</c>.
    /// </summary>
    public string? Directory { get; set; }

    /// <summary>Whether the unfinished rollouts in the store are resumed when the host starts. Paused ones stay paused. Default <c>true</c>.</summary>
    public bool ResumeOnStart { get; set; } = true;
}
