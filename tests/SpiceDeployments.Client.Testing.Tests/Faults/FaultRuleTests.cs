namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class FaultRuleTests
{
    [Fact]
    public async Task Rule_Default_AppliesToNextRequest()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RespondWithEmpty(503);

        Assert.Equal([503, 200], await ListsAsync(session, 2));
        Assert.Null(session.Emulator.Requests[1].Fault);
    }

    [Fact]
    public async Task Times_Count_AppliesInARow()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Times(3).RespondWithEmpty(503);

        Assert.Equal([503, 503, 503, 200], await ListsAsync(session, 4));
    }

    [Fact]
    public async Task Always_EveryRequest_AppliesUntilCleared()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Always().RespondWithEmpty(503);
        Assert.Equal([503, 503, 503, 503, 503], await ListsAsync(session, 5));

        session.Emulator.Faults.Clear();

        Assert.Equal([200], await ListsAsync(session, 1));
    }

    [Fact]
    public async Task Skip_Count_SkipsRequests()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Skip(2).Times(2).RespondWithEmpty(503);

        Assert.Equal([200, 200, 503, 503, 200], await ListsAsync(session, 5));
    }

    [Fact]
    public async Task Times_AfterAlways_ReplacesIt()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Always().Times(1).RespondWithEmpty(503);

        Assert.Equal([503, 200], await ListsAsync(session, 2));
    }

    [Fact]
    public async Task Rules_SameRequests_ApplyInOrder()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().RespondWithEmpty(501);
        session.Emulator.Faults.OnList().Skip(1).Times(2).RespondWithEmpty(502);
        session.Emulator.Faults.OnList().RespondWithEmpty(503);

        Assert.Equal([501, 200, 502, 502, 503, 200], await ListsAsync(session, 6));
    }

    [Fact]
    public async Task Rules_SameBuilder_KeepTheirCounts()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRuleBuilder lists = session.Emulator.Faults.OnList();
        lists.Times(2).RespondWithEmpty(501);
        lists.Times(1).RespondWithEmpty(502);

        Assert.Equal([501, 501, 502, 200], await ListsAsync(session, 4));
    }

    [Fact]
    public async Task HitCount_SkippedAndOtherRequests_CountsOnlyHits()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRule rule = session.Emulator.Faults.OnList().Skip(1).Times(2).RespondWithEmpty(503);
        Assert.Equal(0, rule.HitCount);

        await ListsAsync(session, 2);
        await session.CreateAsync();
        Assert.Equal(1, rule.HitCount);

        await ListsAsync(session, 3);
        Assert.Equal(2, rule.HitCount);
    }

    [Fact]
    public async Task Remove_AppliedRule_NextRuleApplies()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRule rule = session.Emulator.Faults.OnList().Always().RespondWithEmpty(501);
        session.Emulator.Faults.OnList().RespondWithEmpty(502);
        Assert.Equal([501, 501], await ListsAsync(session, 2));

        rule.Remove();

        Assert.Equal([502, 200], await ListsAsync(session, 2));
        Assert.Equal(2, rule.HitCount);
    }

    [Fact]
    public async Task Remove_ExhaustedRule_DoesNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRule rule = session.Emulator.Faults.OnList().RespondWithEmpty(501);
        session.Emulator.Faults.OnList().RespondWithEmpty(502);
        await session.ListAsync();

        rule.Remove();

        Assert.Equal([502, 200], await ListsAsync(session, 2));
    }

    [Fact]
    public void FaultKind_EveryValue_IsNamedAfterItsMethod()
    {
        IEnumerable<string> methods = typeof(FaultRuleBuilder).GetMethods().Where(method => method.ReturnType == typeof(FaultRule)).Select(method => method.Name);

        Assert.Equal(methods.Order(StringComparer.Ordinal), Enum.GetNames<FaultKind>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Rules_DifferentRequests_ApplyIndependently()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().RespondWithEmpty(501);
        session.Emulator.Faults.OnAny().Skip(1).RespondWithEmpty(502);
        session.Emulator.Faults.OnList().RespondWithEmpty(503);

        Assert.Equal([503, 502, 200], await ListsAsync(session, 3));
        Assert.Equal(501, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Rules_MatchingSameRequest_FirstApplies()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnAny().RespondWithEmpty(501);
        session.Emulator.Faults.OnList().RespondWithEmpty(502);

        Assert.Equal([501, 502, 200], await ListsAsync(session, 3));
    }

    [Fact]
    public async Task Times_ConcurrentRequests_AppliesExactly()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().Skip(10).Times(20).RespondWithEmpty(503);

        ApiResponse[] responses = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.ListAsync()));

        Assert.Equal(20, responses.Count(response => response.Status == 503));
        Assert.Equal(20, session.Emulator.Requests.Count(request => request.Fault is FaultKind.RespondWithEmpty));
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
