using System.Reflection;
using System.Runtime.CompilerServices;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>What the two packages show to their users.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static IReadOnlyList<Type> Types { get; } =
        [.. new[] { typeof(DeploymentsClient), typeof(SpiceCloudEmulator) }.SelectMany(type => type.Assembly.GetExportedTypes())];

    public static IEnumerable<MethodInfo> Methods => Types.SelectMany(type => type.GetMethods(Declared)).Where(IsShown);

    public static IEnumerable<ConstructorInfo> Constructors => Types.SelectMany(type => type.GetConstructors(Declared)).Where(IsShown);

    public static IEnumerable<PropertyInfo> Properties => Types.SelectMany(type => type.GetProperties(Declared)).Where(property => property.GetMethod is { } get && IsShown(get));

    public static IEnumerable<FieldInfo> Fields =>
        Types.SelectMany(type => type.GetFields(Declared)).Where(member => (member.IsPublic || member.IsFamily) && !member.IsSpecialName);

    /// <summary>The classes that say how something is done, each with its properties.</summary>
    public static IEnumerable<Type> Options =>
        Types.Where(type => type is { IsClass: true, IsAbstract: false } && (type.Name.EndsWith("Options", StringComparison.Ordinal) || type.Name is nameof(ListDeploymentsOptions) or nameof(CreateDeploymentRequest)));

    /// <summary>What somebody wrote, and not the compiler.</summary>
    public static bool IsWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute)) && member is not MethodInfo { IsSpecialName: true };

    /// <summary>Every type that a method, constructor, property or field names, with those inside of it.</summary>
    public static IEnumerable<Type> TypesIn(MemberInfo member) => member switch
    {
        MethodBase method => [.. method.GetParameters().SelectMany(parameter => Parts(parameter.ParameterType)), .. Parts((method as MethodInfo)?.ReturnType)],
        PropertyInfo property => Parts(property.PropertyType),
        FieldInfo field => Parts(field.FieldType),
        _ => [],
    };

    /// <summary>A type, and those that it is made of.</summary>
    public static IEnumerable<Type> Parts(Type? type)
    {
        IEnumerable<Type> inner = type is null ? [] : [.. type.GetGenericArguments(), .. type.HasElementType ? [type.GetElementType()!] : Type.EmptyTypes];
        return type is null ? [] : inner.SelectMany(Parts).Prepend(type);
    }

    private static bool IsShown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;
}
