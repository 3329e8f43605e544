namespace SpiceDeployments.Client.Internal.Http;

/// <summary>What a caller and the handlers below it tell each other about one call.</summary>
internal sealed class ApiCall
{
    /// <summary>The name under which it travels with the request.</summary>
    public const string OptionName = "SpiceDeployments.Client.Call";

    private static readonly HttpRequestOptionsKey<ApiCall> OptionKey = new(OptionName);

    /// <summary>How much time the caller has left for this call and its repetitions. Null: it did not say.</summary>
    public Func<TimeSpan>? TimeLeft { get; init; }

    /// <summary>The server's own clock (<c>Date</c>) in the last answer to this call. Null when it did not say.</summary>
    public DateTimeOffset? ServerDate { get; set; }

    /// <summary>When the last answer to this call came.</summary>
    public LocalTime AnsweredAt { get; set; }

    public static ApiCall? Of(HttpRequestMessage request) => request.Options.TryGetValue(OptionKey, out ApiCall? call) ? call : null;
}
