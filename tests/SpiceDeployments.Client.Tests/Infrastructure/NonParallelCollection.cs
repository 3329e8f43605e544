namespace SpiceDeployments.Client.Tests.Infrastructure;

/// <summary>Tests that measure or listen to the whole process. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(NonParallelCollection), DisableParallelization = true)]
#pragma warning disable CA1711 // A test collection, not a collection type.
public sealed class NonParallelCollection;
#pragma warning restore CA1711
