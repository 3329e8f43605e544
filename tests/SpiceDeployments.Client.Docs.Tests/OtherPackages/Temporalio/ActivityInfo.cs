namespace Temporalio.Activities;

/// <inheritdoc cref="ActivityExecutionContext"/>
public sealed record ActivityInfo(string? WorkflowId, string ActivityId);
