namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Tests that measure or listen to the whole process. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(NonParallelCollection), DisableParallelization = true)]
public sealed class NonParallelCollection;
