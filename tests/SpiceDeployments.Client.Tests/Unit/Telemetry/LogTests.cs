using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using SpiceDeployments.Client.Internal.Telemetry;

namespace SpiceDeployments.Client.Tests.Unit.Telemetry;

public sealed class LogTests
{
    private static readonly Type[] ValueTypes =
        [typeof(long), typeof(long?), typeof(double), typeof(string), typeof(DeploymentStatus), typeof(DeploymentStatus?)];

    private static readonly (MethodInfo Method, LoggerMessageAttribute Message)[] Messages =
    [
        .. typeof(Log).GetMethods()
            .Select(method => (method, message: method.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(entry => entry.message is not null),
    ];

    [Fact]
    public void EveryMessage_EventName_IsTheNameOfTheMethod()
    {
        Assert.NotEmpty(Messages);
        Assert.All(Messages, entry => Assert.Equal(entry.Method.Name, entry.Message.EventName));
    }

    [Fact]
    public void EveryMessage_EventId_IsUnique() =>
        Assert.Equal(Enumerable.Range(1, Messages.Length), Messages.Select(entry => entry.Message.EventId).Order());

    /// <summary>Values that are formatted before they are logged cannot be queried.</summary>
    [Fact]
    public void EveryMessage_Parameters_AreValuesWithPlaceholders() =>
        Assert.All(Messages, entry =>
        {
            ParameterInfo[] values = [.. entry.Method.GetParameters().Where(parameter => parameter.ParameterType != typeof(ILogger) && parameter.ParameterType != typeof(Exception))];
            IEnumerable<string> placeholders = Regex.Matches(entry.Message.Message, @"\{(?<name>\w+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(match => match.Groups["name"].Value);

            Assert.All(values, value => Assert.Contains(value.ParameterType, ValueTypes));
            Assert.Equal(values.Select(value => value.Name!.ToUpperInvariant()).Order(), placeholders.Select(name => name.ToUpperInvariant()).Order());
        });
}
