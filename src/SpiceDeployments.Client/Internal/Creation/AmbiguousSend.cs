using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>Requests of a create whose end is not known.</summary>
/// <param name="Since">When the first of them was sent.</param>
/// <param name="Fault">What became of the last.</param>
/// <param name="Count">How many there are.</param>
internal sealed record AmbiguousSend(LocalTime Since, SpiceApiException Fault, int Count);
