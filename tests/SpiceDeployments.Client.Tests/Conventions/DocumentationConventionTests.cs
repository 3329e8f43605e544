using System.Reflection;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class DocumentationConventionTests
{
    private static readonly Type[] Numbers = [typeof(int), typeof(long), typeof(double), typeof(int?), typeof(long?), typeof(double?)];
    private static readonly string[] TimeWords = ["second", "minute", "timeout", "delay", "duration", "interval", "lifetime", "elapsed"];
    private static readonly string[] SizeWords = ["byte", "size", "length"];

    [Fact]
    public void EveryPublicMember_Always_IsDocumented()
    {
        IEnumerable<MemberInfo> members = [.. PublicApi.Types, .. PublicApi.Methods, .. PublicApi.Properties, .. PublicApi.Fields];

        Assert.Empty(members.Where(PublicApi.IsDeclaredInSource).Where(member => !IsDocumented(member)).Select(Name));
    }

    /// <summary>A duration has a type with a unit: no number is a duration.</summary>
    [Fact]
    public void EveryDuration_Type_HasAUnit()
    {
        IEnumerable<string> numbers = NumbersNamed(TimeWords);

        Assert.Empty(numbers);
    }

    [Fact]
    public void EveryTime_Documentation_NamesTheClock() =>
        Assert.Empty(PublicApi.Properties
            .Where(property => PublicApi.GetTypes(property).Contains(typeof(DateTimeOffset)))
            .Where(property => !XmlDocumentation.GetSummary(property).Contains("clock", StringComparison.Ordinal))
            .Select(Name));

    [Fact]
    public void EverySize_Documentation_NamesTheUnit()
    {
        IEnumerable<(MethodInfo Method, ParameterInfo Parameter)> sizes = PublicApi.Methods
            .SelectMany(method => method.GetParameters().Select(parameter => (method, parameter)))
            .Where(pair => Numbers.Contains(pair.parameter.ParameterType) && IsNamed(pair.parameter.Name, SizeWords));

        Assert.NotEmpty(sizes);
        Assert.All(sizes, size => Assert.Contains("bytes", XmlDocumentation.GetParameter(size.Method, size.Parameter.Name), StringComparison.Ordinal));
    }

    private static bool IsDocumented(MemberInfo member) =>
        XmlDocumentation.GetSummary(member).Length > 0 || XmlDocumentation.IsInherited(member) || IsOfEveryObject(member);

    /// <summary>Whether the member is inherited from <see cref="object"/>, which documents it.</summary>
    private static bool IsOfEveryObject(MemberInfo member) => member is MethodInfo method && method.GetBaseDefinition().DeclaringType == typeof(object);

    private static string[] NumbersNamed(string[] words) =>
    [
        .. PublicApi.Properties.Where(property => Numbers.Contains(property.PropertyType) && IsNamed(property.Name, words)).Select(Name),
        .. PublicApi.Methods.Where(method => method.GetParameters().Any(parameter => Numbers.Contains(parameter.ParameterType) && IsNamed(parameter.Name, words))).Select(Name),
    ];

    private static bool IsNamed(string? name, string[] words) => words.Any(word => name?.Contains(word, StringComparison.OrdinalIgnoreCase) is true);

    private static string Name(MemberInfo member) => $"{member.DeclaringType?.Name}.{member.Name}";
}
