using System.Reflection;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>Requirements of trimmed programs that no warning reports.</summary>
public sealed class TrimmingTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>
    /// The trimmer of .NET 10 can remove a <c>finally</c> inside another handler, and with it the release of a lock
    /// (https://github.com/dotnet/runtime/issues/131088). In a method of its own it is safe.
    /// </summary>
    [Fact]
    public void EveryMethod_ExceptionHandlers_AreNotNested()
    {
        IEnumerable<MethodBase> methods = typeof(DeploymentsClient).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)));

        Assert.Empty(methods.Where(HasNestedHandler).Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    private static bool HasNestedHandler(MethodBase method)
    {
        IList<ExceptionHandlingClause> clauses = method.GetMethodBody()?.ExceptionHandlingClauses ?? [];
        return clauses.Any(outer => clauses.Any(inner =>
            inner.TryOffset >= outer.HandlerOffset && inner.TryOffset < outer.HandlerOffset + outer.HandlerLength));
    }
}
