using System.Reflection;

namespace SpiceDeployments.Client.Tests.Shared.Conventions;

/// <summary>The exception handlers of a package.</summary>
internal static class ExceptionHandlers
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Returns the methods with a handler inside another one.</summary>
    public static IEnumerable<string> FindNested(Assembly package) => package.GetTypes()
        .SelectMany(type => type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
        .Where(HasNestedHandler)
        .Select(method => $"{method.DeclaringType}.{method.Name}");

    private static bool HasNestedHandler(MethodBase method)
    {
        IList<ExceptionHandlingClause> clauses = method.GetMethodBody()?.ExceptionHandlingClauses ?? [];
        return clauses.Any(outer => clauses.Any(inner =>
            inner.TryOffset >= outer.HandlerOffset && inner.TryOffset < outer.HandlerOffset + outer.HandlerLength));
    }
}
