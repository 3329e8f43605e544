using System.Net;
using System.Text;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>Whatever times the headers and the deployments of a service have, a call returns a result or throws a documented exception.</summary>
public sealed class HostileTimeTests
{
    private const int Calls = 8_000;
    private const int Seed = 20261122;

    private static readonly string?[] HeaderTimes =
    [
        null, "Mon, 01 Jan 0001 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:30 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "Sun, 22 Nov 2026 12:00:00 GMT",
        "Sun, 22 Nov 2026 11:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 +1400", "Fri, 31 Dec 9999 23:59:59 -1400", "yesterday", "",
    ];

    private static readonly string?[] RetryAfters = [.. HeaderTimes, "0", "-1", "1", "30", "2147483647", "2147483648", "99999999999999999999", "1e300", "NaN"];

    private static readonly string[] JsonTimes =
    [
        "null", "\"0001-01-01T00:00:00Z\"", "\"2026-11-22T11:00:00Z\"", "\"2026-11-22T11:59:59.999Z\"", "\"2026-11-22T12:00:01Z\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"0001-01-01T00:00:00-14:00\"", "\"0001-01-01T00:00:59\"", "\"9999-12-31T23:59:59.9999999Z\"",
        "\"9999-12-31T23:59:59.9999999+14:00\"", "\"9999-12-31T23:59:59.9999999-14:00\"", "\"9999-12-31\"", "\"2026-11-22T12:00:00Z\"", "\"2026-11-22T11:58:00+00:00\"", "0", "1e300", "\"\"",
    ];

    private static readonly string[] Statuses = ["created", "queued", "in_progress", "succeeded", "failed", "superseded", "canceled"];

    private readonly Random _random = new(Seed);

    [Fact]
    public async Task AnyCall_AnyTimes_HasADocumentedOutcome()
    {
        using DeploymentsClient client = CreateClient();
        for (int call = 0; call < Calls; call++)
        {
            Exception? exception = await Record.ExceptionAsync(() => CallAsync(client));

            Assert.True(exception is null or SpiceException, $"Call {call} threw {exception}");
        }
    }

    private Task CallAsync(DeploymentsClient client) => _random.Next(10) switch
    {
        < 4 => client.ListAsync(42),
        < 6 => client.GetAsync(42, 7),
        < 8 => client.CreateAsync(42),
        8 => client.WaitForCompletionAsync(42, 7),
        _ => client.DeployAsync(42, options: new DeployOptions { ConflictBehavior = ConflictBehavior.WaitAndRetry, ConflictTimeout = TimeSpan.FromSeconds(30) }),
    };

    private DeploymentsClient CreateClient() => new(new DeploymentsClientOptions
    {
        AccessToken = "a-token-of-the-test",
        TimeProvider = new AutoAdvancingTimeProvider(),
        PrimaryHandler = () => new StubHandler(request => Task.FromResult(Respond(request))),
        Polling = { Timeout = TimeSpan.FromSeconds(30), Schedule = PollingSchedule.Predictive },
    });

    /// <summary>Most responses are successes, so that the calls are long enough to use the times.</summary>
    private HttpResponseMessage Respond(HttpRequestMessage request)
    {
        int status = _random.Next(12) switch
        {
            0 => Pick([409, 429, 404]),
            1 => Pick([500, 502, 503]),
            _ => 200,
        };
        bool isList = request.RequestUri!.AbsolutePath.EndsWith("/deployments", StringComparison.Ordinal) && request.Method == HttpMethod.Get;
        string body = isList ? $$"""{"deployments":[{{string.Join(',', ((int[])[9, 8, 7, 6, 5, 4]).Take(_random.Next(7)).Select(CreateDeployment))}}]}""" : CreateDeployment(7);
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(status is 200 ? body : """{"error":"No luck"}""", Encoding.UTF8, "application/json"),
        };
        AddHeader(response, "Date", Pick(HeaderTimes));
        AddHeader(response, "Retry-After", Pick(RetryAfters));
        AddHeader(response, "X-RateLimit-Reset", Pick(RetryAfters));
        return response;
    }

    private string CreateDeployment(int id) => $$"""
        {"id":{{id}},"status":"{{Pick(Statuses)}}","creation_source":"api","created_at":{{Pick(JsonTimes)}},"{{Pick(["updated_at", "finished_at"])}}":{{Pick(JsonTimes)}}}
        """;

    private static void AddHeader(HttpResponseMessage response, string name, string? value)
    {
        if (value is not null)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private T Pick<T>(T[] values) => values[_random.Next(values.Length)];
}
