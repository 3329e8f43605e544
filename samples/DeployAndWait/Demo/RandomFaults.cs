using SpiceDeployments.Client.Testing;

namespace DeployAndWait.Demo;

/// <summary>A network on which most requests fail at first. The same seed selects the same faults.</summary>
internal sealed class RandomFaults(FaultInjector faults, int seed)
{
    private const int FaultyPolls = 4;

    private readonly Random _random = new(seed);

    public void Add()
    {
        AddToCreate(faults.OnCreate());
        for (int poll = 0; poll < FaultyPolls; poll++)
        {
            AddToPoll(faults.OnList().Skip(_random.Next(3)));
        }
    }

    /// <summary>The deployment is created, and the response is lost.</summary>
    private void AddToCreate(FaultRuleBuilder create)
    {
        switch (_random.Next(4))
        {
            case 0:
                create.DropResponse();
                break;
            case 1:
                create.HangAfterProcessing();
                break;
            case 2:
                create.TruncateBody();
                break;
            default:
                create.AfterProcessing().RespondWithHtml(504);
                break;
        }
    }

    private void AddToPoll(FaultRuleBuilder poll)
    {
        switch (_random.Next(6))
        {
            case 0:
                poll.ResetConnection();
                break;
            case 1:
                poll.HangBeforeProcessing();
                break;
            case 2:
                poll.TruncateBody();
                break;
            case 3:
                poll.RespondWithHtml(502);
                break;
            case 4:
                poll.RateLimit(TimeSpan.FromSeconds(1));
                break;
            default:
                poll.Fail(503, "Try later");
                break;
        }
    }
}
