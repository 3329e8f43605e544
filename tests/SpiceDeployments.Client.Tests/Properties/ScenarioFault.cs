using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>A fault on some requests of a story.</summary>
/// <param name="Target">Which requests: create, list, get or token.</param>
/// <param name="After">How many of them are left alone first.</param>
/// <param name="Times">How many of them it hits.</param>
/// <param name="IsProcessed">Whether the service does the work before the fault.</param>
/// <param name="Kind">What happens, by the name of the method in <see cref="FaultRuleBuilder"/>.</param>
/// <param name="Seconds">How long a rate limit asks to wait.</param>
internal sealed record ScenarioFault(string Target, int After, int Times, bool IsProcessed, string Kind, int Seconds)
{
    public static readonly string[] Targets = ["create", "list", "get", "token"];

    public static readonly string[] Kinds =
    [
        "DropResponse", "ResetConnection", "CloseConnection", "TruncateBody", "HangBeforeProcessing", "HangAfterProcessing", "RespondWithHtml", "RespondWithHtml200", "RespondWithEmpty", "RateLimit", "Fail", "RespondWithJson", "RespondWithGzip",
        "RespondWithByteOrderMark",
    ];

    /// <summary>Whether a create meets a yes that is not true: a success without any deployment.</summary>
    public bool IsFalseSuccess => Target is "create" && !IsProcessed && Kind is "RespondWithHtml200" or "RespondWithJson";

    /// <summary>A service that does the work and then says 429 is not one that a client could survive: 429 is the proof that nothing was done.</summary>
    private bool Lies => Kind is "RateLimit";

    public void Script(FaultInjector script)
    {
        FaultRuleBuilder requests = Of(script).Skip(After).Times(Times);
        Break(IsProcessed && !Lies ? requests.AfterProcessing() : requests);
    }

    private FaultRuleBuilder Of(FaultInjector script) => Target switch
    {
        "create" => script.OnCreate(),
        "list" => script.OnList(),
        "get" => script.OnGet(),
        _ => script.OnToken(),
    };

    private void Break(FaultRuleBuilder requests)
    {
        Func<FaultRule> fault = Kind switch
        {
            "DropResponse" => requests.DropResponse,
            "ResetConnection" => requests.ResetConnection,
            "CloseConnection" => requests.CloseConnection,
            "TruncateBody" => () => requests.TruncateBody(),
            "HangBeforeProcessing" => requests.HangBeforeProcessing,
            "HangAfterProcessing" => requests.HangAfterProcessing,
            "RespondWithHtml" => () => requests.RespondWithHtml(502),
            "RespondWithHtml200" => () => requests.RespondWithHtml(200),
            "RespondWithEmpty" => () => requests.RespondWithEmpty(504),
            "RateLimit" => () => requests.RateLimit(TimeSpan.FromSeconds(Seconds)),
            "Fail" => () => requests.Fail(500, "Broken"),
            "RespondWithJson" => () => requests.RespondWithJson("{}"),
            "RespondWithGzip" => requests.RespondWithGzip,
            _ => requests.RespondWithByteOrderMark,
        };
        fault();
    }
}
