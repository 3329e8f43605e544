using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Serialization;

namespace SpiceDeployments.Client.Testing;

/// <summary>What the plan of an app allows. The limits apply to creates, and to the settings that a client changes.</summary>
/// <example>
/// <code>
/// cloud.AddApp(42).WithLimits(new EmulatedAppLimits { MaxReplicas = 2, AllowsImageTag = false });
/// </code>
/// </example>
public sealed record EmulatedAppLimits
{
    /// <summary>The greatest number of replicas. More return 403 with the code <c>plan_limit</c>. Default 10.</summary>
    public int MaxReplicas { get; init; } = 10;

    /// <summary>
    /// Whether an image tag can be chosen. Default <c>true</c>. If <c>false</c>, any image tag returns 403 with the code
    /// <c>image_tag_requires_enterprise</c>.
    /// </summary>
    public bool AllowsImageTag { get; init; } = true;

    /// <summary>
    /// The published image tags. Any other returns 400 with the code <c>invalid_stable_image_tag</c>. Default <c>null</c>: every image tag is published.
    /// </summary>
    public IReadOnlyList<string>? PublishedImageTags { get; init; }

    /// <summary>Returns the error of a request with these values, of which <c>null</c> was not sent; <c>null</c> if they are allowed.</summary>
    internal ApiErrorException? FindError(string? imageTag, int? replicas)
    {
        if (replicas > MaxReplicas)
        {
            return new ApiErrorException(StatusCodes.Status403Forbidden, $"The plan allows up to {MaxReplicas} replicas", "plan_limit");
        }

        if (imageTag is not null && !AllowsImageTag)
        {
            return new ApiErrorException(StatusCodes.Status403Forbidden, "Choosing an image tag requires the Enterprise plan", "image_tag_requires_enterprise");
        }

        return imageTag is not null && PublishedImageTags?.Contains(imageTag, StringComparer.Ordinal) is false
            ? new ApiErrorException(StatusCodes.Status400BadRequest, $"Image tag '{imageTag}' is not published for the channel", "invalid_stable_image_tag")
            : null;
    }
}
