using System.Net;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Unit.Exceptions;

/// <summary>Copies of exceptions with another message and other ids.</summary>
public sealed class ExceptionCopyTests
{
    private static readonly Deployment Active = new() { AppId = 42, Id = 9, RawStatus = "queued" };

    public static TheoryData<Type> Types => [.. PublicApi.Types.Where(type => type.IsAssignableTo(typeof(SpiceApiException)))];

    [Theory]
    [MemberData(nameof(Types))]
    public void With_EveryApiException_IsOfTheSameTypeAndKeepsTheDetails(Type type)
    {
        SpiceApiException original = Create(type, new IOException("Broken pipe"));

        SpiceApiException copy = original.With("Another message", 42, 7);

        Assert.IsType(type, copy);
        Assert.Equal(("Another message", 42, 7, original.InnerException), (copy.Message, copy.AppId, copy.DeploymentId, copy.InnerException));
        Assert.All(type.GetProperties().Where(property => property.DeclaringType?.IsAssignableTo(typeof(SpiceApiException)) ?? false), property =>
            Assert.Equal(property.GetValue(original), property.GetValue(copy)));
        Assert.Equal((true, true, RequestDisposition.Indeterminate), (copy.IsFromApi, copy.IsPersistent, copy.Disposition));
        Assert.Equal(("Out of luck", null, null), (original.Message, original.AppId, original.DeploymentId));
    }

    private static SpiceApiException Create(Type type, Exception cause)
    {
        var exception = (SpiceApiException)Activator.CreateInstance(type, "Out of luck", cause)!;
        Set(nameof(SpiceApiException.StatusCode), HttpStatusCode.Gone);
        Set(nameof(SpiceApiException.ErrorCode), "gone");
        Set(nameof(SpiceApiException.RequestId), "req-1");
        Set(nameof(SpiceApiException.RetryAfter), TimeSpan.FromSeconds(3));
        Set(nameof(SpiceApiException.ResponseBody), "{}");
        Set(nameof(SpiceApiException.IsTransient), true);
        Set(nameof(SpiceApiException.MayHaveBeenProcessed), true);
        Set(nameof(SpiceForbiddenException.RequiredScope), "deployments:read");
        Set(nameof(DeploymentConflictException.ActiveDeployment), Active);
        SetInternal("IsFromApi", true);
        SetInternal("IsPersistent", true);
        SetInternal("Disposition", RequestDisposition.Indeterminate);
        return exception;

        void Set(string property, object value) => type.GetProperty(property)?.SetValue(exception, value);

        void SetInternal(string property, object value) =>
            typeof(SpiceApiException).GetProperty(property, System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.SetValue(exception, value);
    }
}
