namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>What a store did instead of what the rule of the check requires.</summary>
internal sealed class BrokenRuleException(string message, Exception? innerException = null) : Exception(message, innerException);
