using System.Collections;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SpiceDeployments.Client.Tests.Behavior.Telemetry;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Exceptions;

/// <summary>Whatever throws while an error is described, the error is reported, and no exception in it contains a secret.</summary>
public sealed class UnsafeExceptionTests : WireTest
{
    private const string ThrowingCharset = "x-throwing";

    private static readonly Dictionary<string, Func<Exception>> Causes = new(StringComparer.Ordinal)
    {
        ["message"] = () => new InvalidOperationException($"No: {AccessToken}"),
        ["inner exception"] = () => new InvalidOperationException("No luck", new IOException("No luck", new FormatException(AccessToken))),
        ["aggregate"] = () => new AggregateException("No luck", new IOException("No luck"), new FormatException(AccessToken)),
        ["Base64"] = () => new InvalidOperationException($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"id:{AccessToken}"))}"),
        ["value of Data"] = () => new InvalidOperationException("No luck") { Data = { ["token"] = AccessToken } },
        ["key of Data"] = () => new InvalidOperationException("No luck") { Data = { [AccessToken] = 1 } },
        ["Data of an inner exception"] = () => new AggregateException(new InvalidOperationException("No luck") { Data = { ["token"] = AccessToken } }),
        ["input of a pattern"] = () => new RegexMatchTimeoutException(AccessToken, "a+", TimeSpan.FromSeconds(1)),
        ["throwing message"] = () => new ThrowingException(),
        ["inner throwing message"] = () => new InvalidOperationException("No luck", new ThrowingException()),
        ["control character"] = () => new InvalidOperationException("\u001b[31mNo luck"),
        ["command"] = () => new InvalidOperationException("No luck", new FormatException("No luck:\n::error::No")),
        ["long message"] = () => new InvalidOperationException(new string('x', 1_000_000)),
    };

    static UnsafeExceptionTests() => Encoding.RegisterProvider(new ThrowingEncodings());

    public static TheoryData<string> NamesOfCauses => new(Causes.Keys);

    [Theory]
    [MemberData(nameof(NamesOfCauses))]
    public async Task TransportError_UnsafeException_IsReplaced(string cause)
    {
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new StubHandler(_ => throw Causes[cause]()));

        SpiceApiException listing = await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));
        Exception creating = await Assert.ThrowsAnyAsync<SpiceException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.IsType<InvalidDataException>(listing.InnerException);
        foreach (Exception exception in (Exception[])[listing, creating])
        {
            Assert.DoesNotContain(ExceptionTexts.Find(exception), text => text.Contains(AccessToken, StringComparison.Ordinal));
            Assert.DoesNotContain('\u001b', exception.ToString());
            Assert.DoesNotContain("\n::", exception.ToString(), StringComparison.Ordinal);
            Assert.InRange(exception.Message.Length, 1, 10_000);
        }
    }

    [Fact]
    public async Task TransportError_SafeException_IsKept()
    {
        var cause = new ExceptionOfAHandler();
        using DeploymentsClient client = CreateClient(options => options.PrimaryHandler = () => new StubHandler(_ => throw cause));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => client.ListAsync(AppId, cancellationToken: CancellationToken));

        Assert.Same(cause, exception.InnerException);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(200)]
    public async Task Error_EncodingThrows_KeepsStatusAndType(int status)
    {
        SpiceApiException exception = await ListFailsAsync(WireResponse.Bytes("{}"u8.ToArray(), $"application/json; charset={ThrowingCharset}", status).WithHeader("X-Request-Id", "req-1"));

        Assert.Equal(((HttpStatusCode)status, "req-1", null), (exception.StatusCode, exception.RequestId, exception.ResponseBody));
        Assert.StartsWith($"GET /v1/apps/123/deployments returned {status}", exception.Message, StringComparison.Ordinal);
        Assert.Equal(status is 401, exception is SpiceAuthenticationException);
        Assert.Equal(status is 403, exception is SpiceForbiddenException);
        Assert.Equal(status is 429, exception is SpiceRateLimitException);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(500)]
    public async Task CreateAsync_EncodingThrows_IsReconciled(int status)
    {
        GivenCreate(WireResponse.Bytes("{}"u8.ToArray(), $"application/json; charset={ThrowingCharset}", status));
        GivenList(AtStart(WireResponse.List("""{"id":9,"status":"queued","created_at":"2026-10-06T08:00:00Z"}""")));

        Assert.Equal((9, 1), ((await CreateAsync()).Id, CreateCount));
    }

    private sealed class ThrowingException : Exception
    {
        public override string Message => throw new InvalidOperationException($"No: {AccessToken}");

        public override IDictionary Data => throw new InvalidOperationException();
    }

    /// <summary>The message has several lines, as those of .NET may.</summary>
    private sealed class ExceptionOfAHandler() : InvalidOperationException("Cannot access a disposed object.\r\nObject name: 'Cache'.");

    private sealed class ThrowingEncodings : EncodingProvider
    {
        public override Encoding? GetEncoding(int codepage) => null;

        public override Encoding? GetEncoding(string name) => name is ThrowingCharset ? new ThrowingEncoding() : null;
    }

    private sealed class ThrowingEncoding : Encoding
    {
        public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

        public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

        public override int GetCharCount(byte[] bytes, int index, int count) => throw new NotSupportedException();

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) => throw new NotSupportedException();

        public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();

        public override int GetMaxCharCount(int byteCount) => throw new NotSupportedException();
    }
}
