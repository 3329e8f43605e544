using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>A network on which almost nothing works at the first try: always in the same way for the same seed.</summary>
internal static class ChaoticNetwork
{
    /// <summary>How long a request is waited for: short, because some here are never answered.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    private const int BrokenLooks = 4;

    public static void Break(FaultScript faults, int seed)
    {
        var random = new Random(seed);
        BreakCreate(faults, random.Next(4));
        for (int look = 0; look < BrokenLooks; look++)
        {
            BreakLook(faults.OnList().After(random.Next(3)), random.Next(6));
        }
    }

    /// <summary>The deployment is made, and its answer is lost.</summary>
    private static void BreakCreate(FaultScript faults, int kind)
    {
        Action breaks = kind switch
        {
            0 => faults.OnCreate().LoseAnswer,
            1 => faults.OnCreate().HangAfter,
            2 => () => faults.OnCreate().CutBody(),
            _ => () => faults.OnCreate().Processed().AnswerHtml(504),
        };
        breaks();
    }

    private static void BreakLook(FaultedRequests look, int kind)
    {
        Action breaks = kind switch
        {
            0 => look.Reset,
            1 => look.HangBefore,
            2 => () => look.CutBody(),
            3 => () => look.AnswerHtml(502),
            4 => () => look.RateLimit(TimeSpan.FromSeconds(1)),
            _ => () => look.Fail(503, "Try later"),
        };
        breaks();
    }
}
