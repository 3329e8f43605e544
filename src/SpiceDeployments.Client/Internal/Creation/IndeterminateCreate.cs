using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>A create with a request whose response was lost.</summary>
/// <param name="AppId">The id of the app.</param>
/// <param name="Request">What was sent.</param>
/// <param name="SentAt">When the first request whose response was lost was sent.</param>
/// <param name="EarlierDeploymentId">The id of a deployment that was listed before that, or <c>null</c>. The request did not create that one.</param>
internal sealed record IndeterminateCreate(long AppId, CreateDeploymentRequest Request, ClockReading SentAt, long? EarlierDeploymentId);
