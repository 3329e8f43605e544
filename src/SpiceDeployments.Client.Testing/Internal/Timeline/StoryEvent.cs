namespace SpiceDeployments.Client.Testing.Internal.Timeline;

/// <summary>A line of the story.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Place">Its place among what happened at the same moment.</param>
/// <param name="Text">What happened.</param>
internal sealed record StoryEvent(DateTimeOffset At, int Place, string Text);
