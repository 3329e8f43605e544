namespace SpiceDeployments.Client.Testing.Internal.Faults;

/// <summary>One line of the script. The script guards it: it is not safe for threads by itself.</summary>
internal sealed class ScriptedFault(RequestPattern pattern, int skipped, int? times, string name, bool isProcessed, IFault fault)
{
    private int _toSkip = skipped;
    private int? _left = times;

    public RequestPattern Pattern => pattern;

    /// <summary>What <see cref="RecordedRequest.Fault"/> says.</summary>
    public string Name => name;

    /// <summary>Whether the request is processed before the fault happens.</summary>
    public bool IsProcessed => isProcessed;

    public IFault Fault => fault;

    public bool IsUsedUp => _left == 0;

    /// <summary>Counts a request that matches, and says whether it meets the fault.</summary>
    public bool Takes()
    {
        if (_toSkip > 0)
        {
            _toSkip--;
            return false;
        }

        _left--;
        return true;
    }
}
