using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Laws;

/// <summary>A fault on some requests of a story.</summary>
/// <param name="Target">Which requests: create, list, get or token.</param>
/// <param name="After">How many of them are left alone first.</param>
/// <param name="Times">How many of them it hits.</param>
/// <param name="IsProcessed">Whether the service does the work before the fault.</param>
/// <param name="Kind">What happens, by the name of the method in <see cref="FaultedRequests"/>.</param>
/// <param name="Seconds">How long a rate limit asks to wait.</param>
internal sealed record StoryFault(string Target, int After, int Times, bool IsProcessed, string Kind, int Seconds)
{
    public static readonly string[] Targets = ["create", "list", "get", "token"];

    public static readonly string[] Kinds =
    [
        "LoseAnswer", "Reset", "Close", "CutBody", "HangBefore", "HangAfter", "AnswerHtml", "AnswerHtml200", "AnswerEmpty", "RateLimit", "Fail", "AnswerJson", "AnswerGzipped",
        "AnswerWithByteOrderMark",
    ];

    /// <summary>Whether a create meets a yes that is not true: a success without any deployment.</summary>
    public bool IsFalseSuccess => Target is "create" && !IsProcessed && Kind is "AnswerHtml200" or "AnswerJson";

    /// <summary>A service that does the work and then says 429 is not one that a client could survive: 429 is the proof that nothing was done.</summary>
    private bool Lies => Kind is "RateLimit";

    public void Script(FaultScript script)
    {
        FaultedRequests requests = Of(script).After(After).Times(Times);
        Break(IsProcessed && !Lies ? requests.Processed() : requests);
    }

    private FaultedRequests Of(FaultScript script) => Target switch
    {
        "create" => script.OnCreate(),
        "list" => script.OnList(),
        "get" => script.OnGet(),
        _ => script.OnToken(),
    };

    private void Break(FaultedRequests requests)
    {
        Action fault = Kind switch
        {
            "LoseAnswer" => requests.LoseAnswer,
            "Reset" => requests.Reset,
            "Close" => requests.Close,
            "CutBody" => () => requests.CutBody(),
            "HangBefore" => requests.HangBefore,
            "HangAfter" => requests.HangAfter,
            "AnswerHtml" => () => requests.AnswerHtml(502),
            "AnswerHtml200" => () => requests.AnswerHtml(200),
            "AnswerEmpty" => () => requests.AnswerEmpty(504),
            "RateLimit" => () => requests.RateLimit(TimeSpan.FromSeconds(Seconds)),
            "Fail" => () => requests.Fail(500, "Broken"),
            "AnswerJson" => () => requests.AnswerJson("{}"),
            "AnswerGzipped" => requests.AnswerGzipped,
            _ => requests.AnswerWithByteOrderMark,
        };
        fault();
    }
}
