
namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class FaultScriptTests
{
    [Fact]
    public async Task Fault_WithoutAnOccurrence_HappensOnceToTheNext()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RespondWithEmpty(503);

        Assert.Equal([503, 200], await ListsAsync(session, 2));
        Assert.Null(session.Emulator.Requests[1].Fault);
    }

    [Fact]
    public async Task Times_ThisMany_HappensInARow()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Times(3).RespondWithEmpty(503);

        Assert.Equal([503, 503, 503, 200], await ListsAsync(session, 4));
    }

    [Fact]
    public async Task Always_EveryRequest_HappensUntilCleared()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Always().RespondWithEmpty(503);
        Assert.Equal([503, 503, 503, 503, 503], await ListsAsync(session, 5));

        session.Emulator.Faults.Clear();

        Assert.Equal([200], await ListsAsync(session, 1));
    }

    [Fact]
    public async Task After_ThisMany_LeavesThoseAlone()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Skip(2).Times(2).RespondWithEmpty(503);

        Assert.Equal([200, 200, 503, 503, 200], await ListsAsync(session, 5));
    }

    [Fact]
    public async Task Once_AfterAlways_TakesItBack()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Always().Once().RespondWithEmpty(503);

        Assert.Equal([503, 200], await ListsAsync(session, 2));
    }

    [Fact]
    public async Task Lines_ForTheSameRequests_HappenInTheirOrder()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RespondWithEmpty(501);
        session.Emulator.Faults.OnList().Skip(1).Times(2).RespondWithEmpty(502);
        session.Emulator.Faults.OnList().RespondWithEmpty(503);

        Assert.Equal([501, 200, 502, 502, 503, 200], await ListsAsync(session, 6));
    }

    [Fact]
    public async Task Lines_OfOneVariable_KeepWhatItSaidThen()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRuleBuilder lists = session.Emulator.Faults.OnList();
        lists.Times(2).RespondWithEmpty(501);
        lists.Once().RespondWithEmpty(502);

        Assert.Equal([501, 501, 502, 200], await ListsAsync(session, 4));
    }

    [Fact]
    public async Task Lines_ForDifferentRequests_DoNotWaitForEachOther()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().RespondWithEmpty(501);
        session.Emulator.Faults.OnAny().Skip(1).RespondWithEmpty(502);
        session.Emulator.Faults.OnList().RespondWithEmpty(503);

        Assert.Equal([503, 502, 200], await ListsAsync(session, 3));
        Assert.Equal(501, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Lines_ThatMatchTheSameRequest_GiveItToTheFirst()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithEmpty(501);
        session.Emulator.Faults.OnList().RespondWithEmpty(502);

        Assert.Equal([501, 502, 200], await ListsAsync(session, 3));
    }

    [Fact]
    public async Task Times_ManyRequestsAtOnce_HappensExactlyThatOften()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Skip(10).Times(20).RespondWithEmpty(503);

        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.ListAsync()));

        Assert.Equal(20, answers.Count(a => a.Status == 503));
        Assert.Equal(20, session.Emulator.Requests.Count(r => r.Fault == "RespondWithEmpty"));
    }

    private static async Task<List<int>> ListsAsync(EmulatorSession session, int count)
    {
        var statuses = new List<int>();
        for (int i = 0; i < count; i++)
        {
            statuses.Add((await session.ListAsync()).Status);
        }

        return statuses;
    }
}
