namespace SpiceDeployments.Client.Testing.Internal.Requests;

/// <summary>The body of a request, as far as it was read.</summary>
/// <param name="Content">The body; empty if it was not read.</param>
/// <param name="IsTooLarge">Whether the body exceeds the limit of the service.</param>
internal sealed record RequestBody(byte[] Content, bool IsTooLarge)
{
    public static RequestBody Unread { get; } = new([], IsTooLarge: false);

    public static RequestBody TooLarge { get; } = new([], IsTooLarge: true);
}
