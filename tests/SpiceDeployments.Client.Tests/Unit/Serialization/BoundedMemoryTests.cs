using System.Net;
using System.Text;
using System.Text.Json;
using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Tests.Unit.Serialization;

/// <summary>The memory for an error, and for a list that was not requested, does not depend on the length of the body.</summary>
public sealed class BoundedMemoryTests
{
    private const long MaxBytes = 2 * 1024 * 1024;

    private static readonly ApiExceptionFactory Exceptions = new(TimeProvider.System, new SecretRedactor("a-token-of-the-test"));

    private static readonly ResponseContext Context = new(AppId: 42, new SecretRedactor());

    public static TheoryData<string, string, string> LongErrors => new()
    {
        { """{"error":"No luck","details":{"fieldErrors":{""", "\"f#\":[\"No\"],", "}}}" },
        { """{"error":"No luck","details":{"fieldErrors":{"replicas":[""", "\"No #\",", "]}}}" },
        { """{"error":"No luck","details":{"formErrors":[""", "\"No #\",", "]}}" },
        { """{"error":"No luck","details":""", "[", "" },
        { """{"error":"No luck","details":""", "{\"a\":", "" },
        { """{"error":"No luck","more":""", "\"#", "\"}" },
        { """{"error":"No luck","more":""", "a%2Bb\\u0026&amp;", "" },
    };

    [Theory]
    [MemberData(nameof(LongErrors))]
    public async Task FromErrorResponse_BodyOf4MiB_IsReadFromItsBeginning(string start, string repeated, string end)
    {
        using HttpResponseMessage response = await RespondAsync(HttpStatusCode.BadRequest, start + Repeat(repeated) + end);
        _ = Exceptions.FromErrorResponse(response, (BufferedContent)response.Content); // Makes the allocations that happen once per process.
        long before = GC.GetAllocatedBytesForCurrentThread();

        SpiceApiException exception = Exceptions.FromErrorResponse(response, (BufferedContent)response.Content);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
        Assert.StartsWith("GET /v1/apps/42/deployments returned 400 (Bad Request): No luck", exception.Message, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(exception.Message), 1, 4 * 1024);
        Assert.InRange(Encoding.UTF8.GetByteCount(exception.ResponseBody!), 1, 4 * 1024);
        Assert.InRange(exception.FieldErrors.Count, 0, 100);
        Assert.InRange(exception.FieldErrors.Values.Sum(problems => problems.Count), 0, 100);
    }

    [Fact]
    public void ErrorBody_CutWithinAValue_HasNoValueOfAnotherProperty()
    {
        string body = $$"""{"other":{"code":"inner","text":"{{new string('x', 64 * 1024)}}","error":"Inner"},"error":"Late"}""";

        var error = ErrorBody.Parse(Encoding.UTF8.GetBytes(body));

        Assert.Equal((null, null), (error.Message, error.Code));
    }

    [Theory]
    [InlineData("{\"id\":#}")]
    [InlineData("{}")]
    [InlineData("0")]
    public void ReadList_100000Records_ThrowsBeforeItReadsThem(string record)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"deployments":[{{Repeat(record + ",", 100_000)}}0]}""");
        long before = GC.GetAllocatedBytesForCurrentThread();

        JsonException exception = Assert.Throws<JsonException>(() => DeploymentJson.ReadList(body, Context));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxBytes);
        Assert.Equal("'deployments' has more than 1000 records.", exception.Message);
    }

    [Fact]
    public void ReadList_1000Records_ReadsThem() =>
        Assert.Equal(1000, DeploymentJson.ReadList(Encoding.UTF8.GetBytes($$"""{"deployments":[{{Repeat("{\"id\":#},", 999)}}{"id":1}]}"""), Context).Deployments.Count);

    private static string Repeat(string text) => Repeat(text, 4 * 1024 * 1024 / text.Length);

    /// <summary>Repeats a text in which # is a number.</summary>
    private static string Repeat(string text, int count) =>
        string.Concat(Enumerable.Range(1, count).Select(number => text.Replace("#", $"{number}", StringComparison.Ordinal)));

    private static async Task<HttpResponseMessage> RespondAsync(HttpStatusCode status, string body)
    {
        var response = new HttpResponseMessage(status)
        {
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "http://localhost/v1/apps/42/deployments"),
            Content = new StringContent(body),
        };
        await ResponseBuffering.BufferAsync(response, receivedAt: default, TestContext.Current.CancellationToken, TestContext.Current.CancellationToken);
        return response;
    }
}
