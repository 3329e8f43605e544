namespace Temporalio.Activities;

/// <inheritdoc cref="ActivityExecutionContext"/>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ActivityAttribute : Attribute;
