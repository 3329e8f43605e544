using System.Reflection;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Rollouts.Tests.Conventions;

public sealed class PublicApiTests
{
    private static readonly string[] Hidden = ["Refit", "Polly"];
    private static readonly Type[] Awaited = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    private static IEnumerable<MemberInfo> Members => [.. PublicApi.Types, .. PublicApi.Methods, .. PublicApi.Properties, .. PublicApi.Fields];

    [Fact]
    public void EveryMember_Always_IsDocumented()
    {
        Assert.Contains(typeof(RolloutClient), Members);
        Assert.Empty(Members.Where(PublicApi.IsDeclaredInSource).Where(member => !IsDocumented(member)).Select(Name));
    }

    [Fact]
    public void EveryAsyncMethod_LastParameter_IsACancellationToken()
    {
        MethodInfo[] methods = [.. PublicApi.Methods.Where(method => IsAwaited(method.ReturnType) && method.Name is not nameof(IAsyncDisposable.DisposeAsync))];

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));
        Assert.All(methods, method => Assert.EndsWith("Async", method.Name, StringComparison.Ordinal));
    }

    /// <summary>The default of an enum is one of its values.</summary>
    [Fact]
    public void EveryEnum_Zero_IsDefined()
    {
        Type[] enums = [.. PublicApi.Types.Where(type => type.IsEnum)];

        Assert.NotEmpty(enums);
        Assert.All(enums, type => Assert.True(Enum.IsDefined(type, 0), type.Name));
    }

    /// <summary>New major versions of the dependencies of the client do not break programs.</summary>
    [Fact]
    public void EveryMember_Signature_HasNoTypeOfADependencyOfTheClient()
    {
        IEnumerable<(string Member, Type Type)> named = [.. Members.SelectMany(member => PublicApi.GetTypes(member).Select(type => (Name(member), type)))];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, one => Hidden.Any(name => one.Type.Assembly.GetName().Name!.StartsWith(name, StringComparison.Ordinal)));
    }

    /// <summary>The trimmer of .NET 10 can remove a <c>finally</c> inside another handler (https://github.com/dotnet/runtime/issues/131088).</summary>
    [Fact]
    public void EveryMethod_ExceptionHandlers_AreNotNested() => Assert.Empty(ExceptionHandlers.FindNested(typeof(RolloutClient).Assembly));

    private static bool IsDocumented(MemberInfo member) =>
        XmlDocumentation.GetSummary(member).Length > 0 || XmlDocumentation.IsInherited(member) || IsOfEveryObject(member);

    /// <summary>Whether the member is inherited from <see cref="object"/>, which documents it.</summary>
    private static bool IsOfEveryObject(MemberInfo member) => member is MethodInfo method && method.GetBaseDefinition().DeclaringType == typeof(object);

    private static bool IsAwaited(Type type) => Awaited.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    private static string Name(MemberInfo member) => $"{member.DeclaringType?.Name}.{member.Name}";
}
