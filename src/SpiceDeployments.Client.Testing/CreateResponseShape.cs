namespace SpiceDeployments.Client.Testing;

/// <summary>The fields of a new deployment that the response to a create contains.</summary>
public enum CreateResponseShape
{
    /// <summary>Every field of the deployment.</summary>
    Full = 0,

    /// <summary>Only <c>id</c>, <c>status</c>, <c>created_at</c>, <c>image_tag</c> and <c>replicas</c>.</summary>
    Partial,
}
