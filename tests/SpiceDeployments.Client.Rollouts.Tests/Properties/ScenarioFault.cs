using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>A fault of some requests of a scenario.</summary>
/// <param name="Requests">The requests.</param>
/// <param name="Skip">How many of the requests succeed first.</param>
/// <param name="Times">How many of the requests fail.</param>
/// <param name="Kind">The fault.</param>
/// <param name="ProcessingDelay">The time after which the service processes a create although the client received a fault, or <c>null</c>.</param>
internal sealed record ScenarioFault(ScenarioFault.Target Requests, int Skip, int Times, ScenarioFault.Error Kind, TimeSpan? ProcessingDelay)
{
    /// <summary>The faults after which a create may still be processed.</summary>
    private static readonly Error[] InconclusiveErrors = [Error.ConnectionReset, Error.ConnectionClosed, Error.InternalError, Error.BadGateway];

    public static readonly Gen<ScenarioFault> Any = Gen.Frequency((5, AnyInTime()), (1, AnyProcessedLate()));

    /// <summary>The requests that the emulator disturbs.</summary>
    public enum Target
    {
        Create = 0,
        List,
        Get,
        GetApp,
        UpdateApp,
    }

    /// <summary>What the client receives.</summary>
    public enum Error
    {
        ConnectionReset = 0,
        ConnectionClosed,
        InternalError,
        BadGateway,
        LostResponse,
        InternalErrorAfterProcessing,
        RateLimit,
        Conflict,
    }

    private static Gen<ScenarioFault> AnyInTime() =>
        from requests in Gen.OneOf(Target.Create, Target.Create, Target.List, Target.Get, Target.GetApp, Target.UpdateApp)
        from skip in Gen.Int[0, 4]
        from times in Gen.Frequency((4, Gen.Int[1, 2]), (1, Gen.Int[3, 6]))
        from kind in Gen.Enum<Error>()
        select new ScenarioFault(requests, skip, times, kind is Error.Conflict && requests is not Target.Create ? Error.InternalError : kind, ProcessingDelay: null);

    private static Gen<ScenarioFault> AnyProcessedLate() =>
        from skip in Gen.Int[0, 2]
        from kind in Gen.OneOf(InconclusiveErrors)
        from tenths in Gen.OneOf(Gen.Int[1, 60], Gen.Int[1, 400])
        select new ScenarioFault(Target.Create, skip, Times: 1, kind, TimeSpan.FromSeconds(tenths / 10.0));

    /// <summary>Adds the fault to an emulator.</summary>
    public void AddTo(FaultInjector faults)
    {
        FaultRuleBuilder rule = GetRequests(faults).Skip(Skip).Times(Times);
        if (ProcessingDelay is { } delay)
        {
            rule.ProcessLater(delay);
        }

        _ = Kind switch
        {
            Error.ConnectionReset => rule.ResetConnection(),
            Error.ConnectionClosed => rule.CloseConnection(),
            Error.InternalError => rule.Fail(500, "Broken"),
            Error.BadGateway => rule.RespondWithHtml(502),
            Error.LostResponse => rule.DropResponse(),
            Error.InternalErrorAfterProcessing => rule.AfterProcessing().Fail(500, "Broken"),
            Error.RateLimit => rule.RateLimit(TimeSpan.FromSeconds(20)),
            _ => rule.Fail(409, "A deployment is already in progress"),
        };
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Requests} {Skip + 1}..{Skip + Times}: {Kind}{(ProcessingDelay is { } delay ? $", processed after {delay.TotalSeconds} s" : "")}");

    private FaultRuleBuilder GetRequests(FaultInjector faults) => Requests switch
    {
        Target.Create => faults.OnCreate(),
        Target.List => faults.OnList(),
        Target.Get => faults.OnGet(),
        Target.GetApp => faults.OnGetApp(),
        _ => faults.OnUpdateApp(),
    };
}
