using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>A network on which almost nothing works at the first try: always in the same way for the same seed.</summary>
internal sealed class ChaoticNetwork(FaultInjector faults, int seed)
{
    /// <summary>How long a request is worth waiting for on a network that <see cref="Hangs"/>.</summary>
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    private const int BrokenLooks = 4;

    private readonly Random _random = new(seed);

    /// <summary>Whether there is a request that is never answered.</summary>
    public bool Hangs { get; private set; }

    public void Break()
    {
        BreakCreate(_random.Next(4));
        for (int look = 0; look < BrokenLooks; look++)
        {
            BreakLook(faults.OnList().Skip(_random.Next(3)), _random.Next(6));
        }
    }

    /// <summary>The deployment is made, and its answer is lost.</summary>
    private void BreakCreate(int kind)
    {
        Func<FaultRule> breaks = kind switch
        {
            0 => faults.OnCreate().DropResponse,
            1 => () => Hang(faults.OnCreate().HangAfterProcessing),
            2 => () => faults.OnCreate().TruncateBody(),
            _ => () => faults.OnCreate().AfterProcessing().RespondWithHtml(504),
        };
        breaks();
    }

    private void BreakLook(FaultRuleBuilder look, int kind)
    {
        Func<FaultRule> breaks = kind switch
        {
            0 => look.ResetConnection,
            1 => () => Hang(look.HangBeforeProcessing),
            2 => () => look.TruncateBody(),
            3 => () => look.RespondWithHtml(502),
            4 => () => look.RateLimit(TimeSpan.FromSeconds(1)),
            _ => () => look.Fail(503, "Try later"),
        };
        breaks();
    }

    private FaultRule Hang(Func<FaultRule> breaks)
    {
        Hangs = true;
        return breaks();
    }
}
