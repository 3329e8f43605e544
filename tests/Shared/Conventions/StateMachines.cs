using System.Reflection;
using System.Runtime.CompilerServices;

namespace SpiceDeployments.Client.Tests.Shared.Conventions;

/// <summary>The compiled state machines of a package, which keep every awaiter that they suspend at in a field.</summary>
internal static class StateMachines
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] Configured =
    [
        typeof(ConfiguredTaskAwaitable.ConfiguredTaskAwaiter),
        typeof(ConfiguredTaskAwaitable<>.ConfiguredTaskAwaiter),
        typeof(ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter),
        typeof(ConfiguredValueTaskAwaitable<>.ConfiguredValueTaskAwaiter),
    ];

    public static IEnumerable<Type> GetAwaiters(Assembly package) => Find(package).SelectMany(GetAwaiters);

    /// <summary>Returns the awaits that capture the context of their caller.</summary>
    public static IEnumerable<string> FindCapturingAwaits(Assembly package) => Find(package).SelectMany(FindCapturingAwaits);

    public static IEnumerable<string> FindCapturingAwaits(Type stateMachine) => GetAwaiters(stateMachine)
        .Where(awaiter => !Configured.Contains(awaiter.IsGenericType ? awaiter.GetGenericTypeDefinition() : awaiter))
        .Select(awaiter => $"{stateMachine}: {awaiter.Name}");

    private static IEnumerable<Type> Find(Assembly package) => package.GetTypes().Where(type => typeof(IAsyncStateMachine).IsAssignableFrom(type));

    private static IEnumerable<Type> GetAwaiters(Type stateMachine) => stateMachine.GetFields(Fields)
        .Where(field => field.Name.StartsWith("<>u__", StringComparison.Ordinal))
        .Select(field => field.FieldType);
}
