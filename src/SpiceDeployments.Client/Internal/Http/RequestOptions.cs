namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The keys of <see cref="HttpRequestMessage.Options"/> under which the client and its message handlers exchange data.</summary>
internal static class RequestOptions
{
    /// <summary>A token that the service rejected when the request was sent with it.</summary>
    public static readonly HttpRequestOptionsKey<string> RejectedToken = new("SpiceDeployments.Client.RejectedToken");
}
