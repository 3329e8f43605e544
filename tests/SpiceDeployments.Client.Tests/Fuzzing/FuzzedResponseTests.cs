using System.Net;
using CsCheck;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>
/// Whatever the body of a response is, a call returns a result or throws a documented exception with texts of bounded length, and allocates
/// memory in proportion to the bodies.
/// </summary>
[Collection(nameof(NonParallelCollection))]
public sealed class FuzzedResponseTests
{
    private const long DefaultBodies = 5_000;

    [Fact]
    public async Task AnyCall_AnyBody_HasADocumentedOutcomeInBoundedMemory()
    {
        using var runner = new FuzzRunner();
        await WarmUpAsync(runner);

        await FuzzedResponse.Any.SampleAsync(
            async response =>
            {
                FuzzOutcome outcome = await runner.RunAsync(response);
                Assert.True(outcome.FindViolation() is null, $"{outcome.FindViolation()}: {response} led to {outcome.Exception?.GetType()}");
            },
            iter: SampleSize.OrDefault(DefaultBodies),
            threads: 1);
    }

    /// <summary>Makes the allocations that happen once per process.</summary>
    private static async Task WarmUpAsync(FuzzRunner runner)
    {
        foreach (string call in FuzzedResponse.Calls)
        {
            foreach (HttpStatusCode status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable])
            {
                await runner.RunAsync(new FuzzedResponse(call, status, "application/json", HasDate: true, DocumentedBodies.Conflict, []));
            }
        }
    }
}
