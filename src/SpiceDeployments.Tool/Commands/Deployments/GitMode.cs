namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The values of <c>--git</c>.</summary>
internal enum GitMode
{
    /// <summary>Adds what the CI system or <c>git</c> reports.</summary>
    Auto,

    /// <summary>Adds nothing.</summary>
    Off,
}
