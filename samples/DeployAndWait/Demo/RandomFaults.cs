using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>A network on which most requests fail at first. The same seed selects the same faults.</summary>
internal sealed class RandomFaults(FaultInjector faults, int seed)
{
    private const int FailedPolls = 4;

    private readonly Random _random = new(seed);

    public void Add()
    {
        AddToCreate(faults.OnCreate());
        for (int poll = 0; poll < FailedPolls; poll++)
        {
            AddToPoll(faults.OnList().Skip(_random.Next(3)));
        }
    }

    /// <summary>The deployment is created, and the response is lost.</summary>
    private FaultRule AddToCreate(FaultRuleBuilder create) => _random.Next(4) switch
    {
        0 => create.DropResponse(),
        1 => create.HangAfterProcessing(),
        2 => create.TruncateBody(),
        _ => create.AfterProcessing().RespondWithHtml(504),
    };

    private FaultRule AddToPoll(FaultRuleBuilder poll) => _random.Next(6) switch
    {
        0 => poll.ResetConnection(),
        1 => poll.HangBeforeProcessing(),
        2 => poll.TruncateBody(),
        3 => poll.RespondWithHtml(502),
        4 => poll.RateLimit(TimeSpan.FromSeconds(1)),
        _ => poll.Fail(503, "Try later"),
    };
}
