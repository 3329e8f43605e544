using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Conventions;

public sealed class PublicApiTests
{
    /// <summary>The code that Orleans generates is public, too.</summary>
    private static IEnumerable<MemberInfo> Members =>
        [.. PublicApi.Types.Where(IsOwn), .. PublicApi.Methods.Where(method => IsOwn(method.DeclaringType!)), .. PublicApi.Fields.Where(constant => IsOwn(constant.DeclaringType!))];

    [Fact]
    public void EveryMember_Always_IsDocumented()
    {
        Assert.Contains(typeof(SpiceRolloutsDefaults), Members);
        Assert.Empty(Members.Where(PublicApi.IsDeclaredInSource).Where(member => XmlDocumentation.GetSummary(member).Length is 0).Select(member => member.Name));
    }

    [Fact]
    public void EveryEntryPoint_Always_IsExperimental()
    {
        Assert.Equal("SPICE001", typeof(SpiceRolloutsDefaults).GetCustomAttribute<ExperimentalAttribute>()?.DiagnosticId);
        Assert.Equal("SPICE001", typeof(SpiceRolloutsSiloBuilderExtensions).GetMethod(nameof(SpiceRolloutsSiloBuilderExtensions.AddSpiceRollouts))?.GetCustomAttribute<ExperimentalAttribute>()?.DiagnosticId);
    }

    private static bool IsOwn(Type type) => !type.Namespace!.StartsWith("OrleansCodeGen", StringComparison.Ordinal);
}
