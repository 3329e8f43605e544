namespace SpiceDeployments.Client.Testing.Internal.Normalization;

/// <summary>What a normalization rule changes.</summary>
internal enum NormalizationStage
{
    /// <summary>The stored values, and so every response.</summary>
    Stored,

    /// <summary>The values in a list.</summary>
    List,

    /// <summary>The values in the response to a create.</summary>
    CreateResponse,
}
