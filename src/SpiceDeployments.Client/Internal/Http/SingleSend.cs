namespace SpiceDeployments.Client.Internal.Http;

/// <summary>The right to send one request once. It travels with the request, and with every copy that a message handler makes of it.</summary>
internal sealed class SingleSend
{
    /// <summary>The name under which it travels.</summary>
    public const string OptionName = "SpiceDeployments.Client.SingleSend";

    private static readonly HttpRequestOptionsKey<SingleSend> OptionKey = new(OptionName);

    private int _isTaken;

    public static SingleSend? Of(HttpRequestMessage request) => request.Options.TryGetValue(OptionKey, out SingleSend? right) ? right : null;

    /// <summary>Takes the right. False: the request was sent before.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) is 0;

    /// <summary>Gives the right back, after an answer that proves that the request was not processed.</summary>
    public void GiveBack() => Volatile.Write(ref _isTaken, 0);
}
