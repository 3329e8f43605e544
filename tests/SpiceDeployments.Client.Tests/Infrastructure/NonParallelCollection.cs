namespace SpiceDeployments.Client.Tests.Secrets;

/// <summary>Tests that listen to the whole process: no other runs beside them.</summary>
[CollectionDefinition(nameof(ObservedAlone), DisableParallelization = true)]
public sealed class ObservedAlone;
