using System.Reflection;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class DependencyConventionTests
{
    private static readonly string[] Hidden = ["Refit", "Polly", "WireMock"];

    /// <summary>New major versions of the dependencies do not break programs.</summary>
    [Fact]
    public void EveryPublicMember_Signature_HasNoTypeOfADependency()
    {
        IEnumerable<(string Member, Type Type)> named =
        [
            .. Members().SelectMany(member => PublicApi.GetTypes(member).Select(type => ($"{member.DeclaringType?.Name}.{member.Name}", type))),
            .. PublicApi.Types.SelectMany(type => type.GetInterfaces().Append(type.BaseType).SelectMany(PublicApi.Parts).Select(part => (type.Name, part))),
        ];

        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, one => Hidden.Any(name => one.Type.Assembly.GetName().Name!.StartsWith(name, StringComparison.Ordinal)));
    }

    private static IEnumerable<MemberInfo> Members() => [.. PublicApi.Methods, .. PublicApi.Constructors, .. PublicApi.Properties, .. PublicApi.Fields];
}
