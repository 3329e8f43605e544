namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The keys of <see cref="HttpRequestMessage.Options"/> that the client and its message handlers use.</summary>
internal static class RequestOptions
{
    /// <summary>The name of <see cref="RemainingTime"/>.</summary>
    public const string RemainingTimeName = "SpiceDeployments.Client.RemainingTime";

    /// <summary>
    /// The name of <see cref="SendPermit"/>. The code that Refit generates in this assembly sets an option of this name, which nothing reads, and
    /// then this one. Replacing that option keeps the options of a create within their initial capacity.
    /// </summary>
    public const string SendPermitName = "Refit.MethodName";

    /// <summary>How much time the caller has left for the request and its retries.</summary>
    public static readonly HttpRequestOptionsKey<Func<TimeSpan>> RemainingTime = new(RemainingTimeName);

    /// <summary>The permit to send the request once.</summary>
    public static readonly HttpRequestOptionsKey<SendPermit> SendPermit = new(SendPermitName);

    /// <summary>A token with which the request was sent and which the service rejected.</summary>
    public static readonly HttpRequestOptionsKey<string> RejectedToken = new("SpiceDeployments.Client.RejectedToken");
}
