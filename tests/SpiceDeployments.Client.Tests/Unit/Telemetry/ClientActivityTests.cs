using System.Diagnostics;
using System.Text;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Tests.Unit.Telemetry;

public sealed class ClientActivityTests
{
    [Theory]
    [InlineData("No luck", "No luck")]
    [InlineData("::error::No\nluck", ": :error::No luck")]
    public void SetException_AnyMessage_IsHarmless(string message, string expected) => Assert.Equal(expected, Describe(new InvalidOperationException(message)));

    [Fact]
    public void SetException_LongMessage_IsTruncated() =>
        Assert.Equal(1024, Encoding.UTF8.GetByteCount(Describe(new InvalidOperationException(new string('x', 1_000_000)))!));

    /// <summary>The activity must not replace the exception of the operation.</summary>
    [Fact]
    public void SetException_ThrowingMessage_HasNoDescription() => Assert.Null(Describe(new ThrowingException()));

    private static string? Describe(Exception exception)
    {
        using var activity = new Activity("test");
        activity.SetException(exception);
        Assert.Equal((ActivityStatusCode.Error, exception.GetType().FullName), (activity.Status, activity.GetTagItem("error.type")));
        return activity.StatusDescription;
    }

    private sealed class ThrowingException : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }
}
