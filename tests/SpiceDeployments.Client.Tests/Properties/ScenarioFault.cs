using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>A fault of some requests of a scenario.</summary>
/// <param name="Target">The requests.</param>
/// <param name="Skip">How many of the requests succeed first.</param>
/// <param name="Times">How many of the requests fail.</param>
/// <param name="AfterProcessing">Whether the service processes the request before the fault.</param>
/// <param name="Kind">The fault.</param>
/// <param name="HtmlStatus">The status code of an HTML page.</param>
/// <param name="RetryAfter">The <c>Retry-After</c> of a rate limit.</param>
/// <param name="ProcessingDelay">The time after which the service processes a create although the client received a fault, or <c>null</c>.</param>
internal sealed record ScenarioFault(
    RequestTarget Target, int Skip, int Times, bool AfterProcessing, FaultKind Kind, int HtmlStatus, TimeSpan RetryAfter, TimeSpan? ProcessingDelay)
{
    private const int Success = 200;
    private const int BadGateway = 502;

    private static readonly FaultKind[] Kinds =
    [
        FaultKind.DropResponse, FaultKind.ResetConnection, FaultKind.CloseConnection, FaultKind.TruncateBody, FaultKind.HangBeforeProcessing,
        FaultKind.HangAfterProcessing, FaultKind.RespondWithHtml, FaultKind.RespondWithHtml, FaultKind.RespondWithEmpty, FaultKind.RateLimit, FaultKind.Fail,
        FaultKind.RespondWithJson, FaultKind.RespondWithGzip, FaultKind.RespondWithByteOrderMark,
    ];

    /// <summary>The faults that replace the response, and do not prove that nothing was processed.</summary>
    private static readonly FaultKind[] KindsOfLateProcessing =
    [
        FaultKind.ResetConnection, FaultKind.CloseConnection, FaultKind.HangBeforeProcessing, FaultKind.RespondWithHtml, FaultKind.RespondWithEmpty,
        FaultKind.Fail, FaultKind.RespondWithJson,
    ];

    public static readonly Gen<ScenarioFault> Any = Gen.Frequency((4, AnyInTime()), (1, AnyProcessedLate()));

    private static Gen<ScenarioFault> AnyInTime() =>
        from target in Gen.OneOf(RequestTarget.Create, RequestTarget.List, RequestTarget.Get, RequestTarget.Token)
        from skip in Gen.Int[0, 3]
        from times in Gen.Int[1, 5]
        from afterProcessing in Gen.Bool
        from kind in Gen.OneOf(Kinds)
        from htmlStatus in Gen.OneOf(BadGateway, Success)
        from retryAfter in Gen.OneOf(0, 3, 45, 3600)
        select new ScenarioFault(target, skip, times, afterProcessing, kind, htmlStatus, TimeSpan.FromSeconds(retryAfter), ProcessingDelay: null);

    private static Gen<ScenarioFault> AnyProcessedLate() =>
        from skip in Gen.Int[0, 1]
        from times in Gen.Int[1, 2]
        from kind in Gen.OneOf(KindsOfLateProcessing)
        from htmlStatus in Gen.OneOf(BadGateway, Success)
        from tenths in Gen.OneOf(Gen.Int[1, 60], Gen.Int[1, 200], Gen.Int[1, 1200])
        select new ScenarioFault(RequestTarget.Create, skip, times, AfterProcessing: false, kind, htmlStatus, TimeSpan.Zero, TimeSpan.FromSeconds(tenths / 10.0));

    /// <summary>Whether a create receives a success although the service created nothing.</summary>
    public bool IsFalseSuccess =>
        Target is RequestTarget.Create && !AfterProcessing && (Kind is FaultKind.RespondWithJson || (Kind is FaultKind.RespondWithHtml && HtmlStatus is Success));

    /// <summary>Adds the fault to an emulator.</summary>
    public void AddTo(FaultInjector faults)
    {
        FaultRuleBuilder requests = GetRequests(faults).Skip(Skip).Times(Times);
        if (ProcessingDelay is { } delay)
        {
            requests.ProcessLater(delay);
        }
        else if (AfterProcessing && Kind is not FaultKind.RateLimit)
        {
            requests.AfterProcessing(); // 429 proves that nothing was processed.
        }

        AddRule(requests);
    }

    private FaultRuleBuilder GetRequests(FaultInjector faults) => Target switch
    {
        RequestTarget.Create => faults.OnCreate(),
        RequestTarget.List => faults.OnList(),
        RequestTarget.Get => faults.OnGet(),
        _ => faults.OnToken(),
    };

    private FaultRule AddRule(FaultRuleBuilder requests) => Kind switch
    {
        FaultKind.DropResponse => requests.DropResponse(),
        FaultKind.ResetConnection => requests.ResetConnection(),
        FaultKind.CloseConnection => requests.CloseConnection(),
        FaultKind.TruncateBody => requests.TruncateBody(),
        FaultKind.HangBeforeProcessing => requests.HangBeforeProcessing(),
        FaultKind.HangAfterProcessing => requests.HangAfterProcessing(),
        FaultKind.RespondWithHtml => requests.RespondWithHtml(HtmlStatus),
        FaultKind.RespondWithEmpty => requests.RespondWithEmpty(504),
        FaultKind.RateLimit => requests.RateLimit(RetryAfter),
        FaultKind.Fail => requests.Fail(500, "Broken"),
        FaultKind.RespondWithJson => requests.RespondWithJson("{}"),
        FaultKind.RespondWithGzip => requests.RespondWithGzip(),
        FaultKind.RespondWithByteOrderMark => requests.RespondWithByteOrderMark(),
        _ => throw new InvalidOperationException($"{Kind} is not a fault of scenarios."),
    };
}
