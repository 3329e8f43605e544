using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>Requirements of trimmed programs that no warning reports.</summary>
public sealed class TrimmingTests
{
    /// <summary>
    /// The trimmer of .NET 10 can remove a <c>finally</c> inside another handler, and with it the release of a lock
    /// (https://github.com/dotnet/runtime/issues/131088). In a method of its own it is safe.
    /// </summary>
    [Fact]
    public void EveryMethod_ExceptionHandlers_AreNotNested() => Assert.Empty(ExceptionHandlers.FindNested(typeof(DeploymentsClient).Assembly));
}
