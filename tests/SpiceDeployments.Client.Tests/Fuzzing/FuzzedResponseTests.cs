using System.Globalization;
using System.Net;
using CsCheck;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>
/// Whatever the body of an answer is, a call ends in a result or in a documented exception with bounded texts, and takes memory in proportion to
/// what was sent.
/// </summary>
/// <remarks><c>SPICE_FUZZED_BODIES</c> sets the number of bodies, 5,000 without it.</remarks>
[Collection(nameof(NonParallelCollection))]
public sealed class FuzzedResponseTests
{
    private static readonly long Bodies =
        long.TryParse(Environment.GetEnvironmentVariable("SPICE_FUZZED_BODIES"), CultureInfo.InvariantCulture, out long bodies) ? bodies : 5_000;

    [Fact]
    public async Task AnyCall_AnyBody_EndsAsDocumentedInBoundedMemory()
    {
        using var reader = new FuzzRunner();
        await WarmUpAsync(reader);

        await FuzzedResponse.Any.SampleAsync(
            async answer =>
            {
                FuzzOutcome end = await reader.ReadAsync(answer);
                Assert.True(end.FindFault() is null, $"{end.FindFault()}: {answer} ended in {end.Exception?.GetType()}");
            },
            iter: Bodies,
            threads: 1);
    }

    /// <summary>What is allocated once and for all is not counted.</summary>
    private static async Task WarmUpAsync(FuzzRunner reader)
    {
        foreach (string call in FuzzedResponse.Calls)
        {
            foreach (HttpStatusCode status in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.ServiceUnavailable])
            {
                await reader.ReadAsync(new FuzzedResponse(call, status, "application/json", HasDate: true, DocumentedBodies.Conflict, []));
            }
        }
    }
}
