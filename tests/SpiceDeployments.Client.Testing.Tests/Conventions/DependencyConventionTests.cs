using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SpiceDeployments.Client.Testing.Tests.Conventions;

public sealed class DependencyConventionTests
{
    /// <summary>An emulator that used code of the client would have the client's errors. Only the contract of <c>IRolloutStore</c> uses types of the client.</summary>
    [Fact]
    public void Emulator_TypesOfTheClient_AreThoseOfTheContract()
    {
        using var file = new PEReader(File.OpenRead(typeof(SpiceCloudEmulator).Assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();

        IEnumerable<string> types = metadata.TypeReferences.Select(metadata.GetTypeReference).Where(IsOfTheClient).Select(type => metadata.GetString(type.Name));

        Assert.Equal(["IRolloutStore", "RolloutStoreConflictException", "SpiceException"], types.Order(StringComparer.Ordinal));

        bool IsOfTheClient(TypeReference type) =>
            type.ResolutionScope.Kind is HandleKind.AssemblyReference
            && metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name).StartsWith("SpiceDeployments.", StringComparison.Ordinal);
    }
}
