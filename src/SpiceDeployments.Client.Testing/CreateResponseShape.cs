namespace SpiceDeployments.Client.Testing;

/// <summary>How much of a new deployment the answer to a create tells.</summary>
public enum CreateResponseShape
{
    /// <summary>Every field of the deployment.</summary>
    Full,

    /// <summary>Only <c>id</c>, <c>status</c>, <c>created_at</c>, <c>image_tag</c> and <c>replicas</c>.</summary>
    Partial,
}
