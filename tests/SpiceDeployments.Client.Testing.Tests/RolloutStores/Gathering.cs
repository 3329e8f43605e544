namespace SpiceDeployments.Client.Testing.Tests.RolloutStores;

/// <summary>Lets callers continue when a number of them has arrived. Later ones continue at once.</summary>
internal sealed class Gathering(int count)
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    public Task WaitAsync()
    {
        if (Interlocked.Increment(ref _arrived) == count)
        {
            _complete.SetResult();
        }

        return _complete.Task;
    }
}
