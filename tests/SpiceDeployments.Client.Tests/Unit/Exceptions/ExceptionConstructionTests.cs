using System.Reflection;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Unit.Exceptions;

public sealed class ExceptionConstructionTests
{
    public static TheoryData<Type> ExceptionTypes =>
        [.. PublicApi.Types.Where(type => type.IsSubclassOf(typeof(SpiceException)) && !type.IsAbstract)];

    public static TheoryData<Type> ApiExceptionTypes => [.. PublicApi.Types.Where(type => type.IsAssignableTo(typeof(SpiceApiException)))];

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

    [Theory]
    [MemberData(nameof(ApiExceptionTypes))]
    public void With_EveryApiException_CopiesTypeAndProperties(Type type)
    {
        var error = (SpiceApiException)Activator.CreateInstance(type, "Out of luck", new IOException("Broken pipe"))!;
        PropertyInfo[] properties = [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Where(IsDetail)];
        Assert.All(properties, property => property.SetValue(error, CreateValue(property.PropertyType)));

        SpiceApiException copy = error.With("Out of luck, twice");

        Assert.Equal((type, "Out of luck, twice", error.InnerException), (copy.GetType(), copy.Message, copy.InnerException));
        Assert.NotEmpty(properties);
        Assert.All(properties, property => Assert.Equal(property.GetValue(error), property.GetValue(copy)));
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

    /// <summary>Whether a property is declared by this library and can be set.</summary>
    private static bool IsDetail(PropertyInfo property) => property is { CanWrite: true } && property.DeclaringType!.Assembly == typeof(SpiceException).Assembly;

    /// <summary>Creates a value that is not the default.</summary>
    private static object CreateValue(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var value when value == typeof(string) => "text",
        var value when value == typeof(bool) => true,
        var value when value == typeof(long) => 7L,
        var value when value == typeof(TimeSpan) => TimeSpan.FromSeconds(7),
        var value when value == typeof(Deployment) => new Deployment { Id = 7 },
        var value when value.IsEnum => Enum.GetValues(value).GetValue(1)!,
        var value when value == typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>) => new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["field"] = ["problem"] },
        var value => throw new ArgumentException($"There is no example of {value}.", nameof(type)),
    };
}
