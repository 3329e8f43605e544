using System.Reflection;
using SpiceDeployments.Client.Rollouts.Orleans.Internal.Grains;
using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Conventions;

/// <summary>What silos of different versions send to each other, and find in the storage. Only additions are compatible.</summary>
public sealed class WireContractTests
{
    private static readonly string Expected = Repository.PathOf("tests", "SpiceDeployments.Client.Rollouts.Orleans.Tests", "Conventions", "WireContract.txt");

    private static IEnumerable<Type> Types => typeof(SpiceRolloutsDefaults).Assembly.GetTypes().Where(type => type.IsDefined(typeof(AliasAttribute)) && !type.Namespace!.StartsWith("OrleansCodeGen", StringComparison.Ordinal));

    /// <summary>If the difference is an addition, copy the actual lines to WireContract.txt.</summary>
    [Fact]
    public async Task Contract_Always_IsThatOfTheFirstVersion() =>
        Assert.Equal(await File.ReadAllLinesAsync(Expected, TestContext.Current.CancellationToken), Types.SelectMany(Describe).Order(StringComparer.Ordinal));

    [Fact]
    public void EveryTypeOfAGrainInterface_Always_HasAnAlias()
    {
        Type[] interfaces = [.. typeof(SpiceRolloutsDefaults).Assembly.GetTypes().Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))];

        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, type => Assert.True(type.IsDefined(typeof(AliasAttribute)), type.Name));
        Assert.All(interfaces.SelectMany(type => type.GetMethods()), method => Assert.True(method.IsDefined(typeof(AliasAttribute)), method.Name));
    }

    /// <summary>The names of the grains are part of the keys of their reminders.</summary>
    [Fact]
    public void GrainTypes_Names_AreThoseOfTheFirstVersion() => Assert.Equal(
        ["spiceapp", "spicerollout"],
        typeof(SpiceRolloutsDefaults).Assembly.GetTypes().Where(type => typeof(IGrainBase).IsAssignableFrom(type)).Select(GetGrainType).Order(StringComparer.Ordinal));

    /// <summary>A reminder with another name is not found, and never removed.</summary>
    [Fact]
    public void Reminder_Name_IsThatOfTheFirstVersion() => Assert.Equal("continue", RolloutGrain.ReminderName);

    private static string? GetGrainType(Type grain) => grain.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(null!, grain).ToString();

    private static string GetName(Type type) => type.IsGenericType ? $"{type.Name[..^2]}<{string.Join(", ", type.GetGenericArguments().Select(GetName))}>" : type.Name;

    private static IEnumerable<string> Describe(Type type)
    {
        string alias = type.GetCustomAttribute<AliasAttribute>()!.Alias;
        IEnumerable<string> members = type switch
        {
            { IsInterface: true } => type.GetMethods().Select(method =>
                $"{method.GetCustomAttribute<AliasAttribute>()!.Alias}({string.Join(", ", method.GetParameters().Select(parameter => parameter.ParameterType.Name))}) -> {GetName(method.ReturnType)}"),
            _ => type.GetProperties().Where(property => property.IsDefined(typeof(IdAttribute))).Select(property =>
                $"{property.GetCustomAttribute<IdAttribute>()!.Id}: {property.Name} {GetName(property.PropertyType)}"),
        };
        return members.Select(member => $"{alias} {member}");
    }
}
