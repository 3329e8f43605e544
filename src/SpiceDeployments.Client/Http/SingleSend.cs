namespace SpiceDeployments.Client.Http;

/// <summary>The right to send one request once for each token. It travels with the request, and with every copy that a message handler makes of it.</summary>
internal sealed class SingleSend
{
    /// <summary>The name under which it travels.</summary>
    public const string OptionName = "SpiceDeployments.Client.SingleSend";

    private static readonly HttpRequestOptionsKey<SingleSend> OptionKey = new(OptionName);

    private string? _sentWith;

    public static SingleSend? Of(HttpRequestMessage request) => request.Options.TryGetValue(OptionKey, out SingleSend? right) ? right : null;

    /// <summary>Takes the right. False: the request was sent with this token before.</summary>
    public bool TryTake(string token) => Interlocked.Exchange(ref _sentWith, token) != token;
}
