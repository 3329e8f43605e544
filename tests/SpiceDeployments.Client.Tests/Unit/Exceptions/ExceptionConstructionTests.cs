using System.Reflection;
using SpiceDeployments.Client.Tests.Conventions;

namespace SpiceDeployments.Client.Tests.Unit.Exceptions;

public sealed class ExceptionConstructionTests
{
    public static TheoryData<Type> ExceptionTypes =>
        [.. PublicApi.Types.Where(type => type.IsSubclassOf(typeof(SpiceException)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(ExceptionTypes))]
    public void Constructors_EveryException_AreTheThreeUsualOnes(Type type)
    {
        var cause = new IOException("Broken pipe");

        var empty = (SpiceException)Activator.CreateInstance(type)!;
        var withMessage = (SpiceException)Activator.CreateInstance(type, "Out of luck")!;
        var withCause = (SpiceException)Activator.CreateInstance(type, "Out of luck", cause)!;

        Assert.Contains(type.FullName!, empty.Message, StringComparison.Ordinal);
        Assert.Equal(("Out of luck", null), (withMessage.Message, withMessage.InnerException));
        Assert.Equal(("Out of luck", cause), (withCause.Message, withCause.InnerException));
    }

    [Theory]
    [MemberData(nameof(ExceptionTypes))]
    public void Properties_EveryException_CanBeReadOfANewInstance(Type type)
    {
        object exception = Activator.CreateInstance(type)!;

        Assert.All(type.GetProperties(), property => Assert.Null(Record.Exception(() => property.GetValue(exception))));
    }

    /// <summary>A program must be able to create every value that a client returns or throws.</summary>
    [Fact]
    public void Properties_EveryPublicType_HaveNoInternalSetters()
    {
        IEnumerable<PropertyInfo> properties = typeof(DeploymentsClient).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetProperties())
            .Where(property => property.SetMethod is { IsPublic: false });

        Assert.Empty(properties.Select(property => $"{property.DeclaringType?.Name}.{property.Name}"));
    }

    [Fact]
    public void Deployment_OfADeploymentException_SetsTheIds()
    {
        var exception = new DeploymentTimeoutException("Timed out") { Deployment = new Deployment { AppId = 42, Id = 7 } };

        Assert.Equal((42L, 7L), (exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public void Deployment_WithoutAppId_SetsTheDeploymentIdOnly()
    {
        var exception = new DeploymentFailedException(new Deployment { Id = 7, RawStatus = "failed" });

        Assert.Equal((null, 7L), (exception.AppId, exception.DeploymentId));
    }

    [Fact]
    public void Constructor_NullDeployment_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new DeploymentFailedException((Deployment)null!));
        Assert.Throws<ArgumentNullException>(() => new DeploymentSupersededException((Deployment)null!));
    }
}
