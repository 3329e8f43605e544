using System.Text;
using SpiceDeployments.Client.Rollouts;

namespace SpiceDeployments.Client.Testing.Internal.RolloutStores;

/// <summary>Checks of what a journal contains.</summary>
internal static class JournalChecks
{
    private const int LongLineLength = 100 * 1024;

    private const string Accents = "{\"n\":3,\"message\":\"caf\u00e9 cafe\u0301 \u00df \u0130 \u6771\u4eac \U0001f336\ufe0f \u05e2\u05d1\u05e8\u05d9\u05ea\"}";

    /// <summary>What databases, files and serializers change: quotes, white space at both ends, case, accents, characters of several bytes, and equal lines.</summary>
    private static readonly string[] Texts =
    [
        """{"n":1,"message":"Say \"hello\"; it's \\ %41 $1 {0} '' -- /* */ \u0041 &amp; <b>"}""",
        " {\"n\":2}\t ",
        Accents,
        Accents.ToUpperInvariant(),
        Accents,
        Accents.Normalize(NormalizationForm.FormD),
    ];

    private static readonly string[] Suffixes = ["-7", ".7", "_7", "-", "_", "..7"];

    public static IReadOnlyList<RolloutStoreCheck> All { get; } =
    [
        new("Load_UnknownRollout_IsEmpty", "a rollout that does not exist has no lines", LoadUnknownAsync),
        new("Append_AtVersion0_CreatesTheJournal", "an append with the expected version 0 creates the journal", CreateAsync),
        new("Append_SeveralLines_KeepsTheirOrder", "lines are kept in the order in which they were appended", KeepOrderAsync),
        new("Append_AnyText_IsKeptExactly", "a line is kept exactly, whatever its characters", KeepTextAsync),
        new("Append_LongLine_IsKeptExactly", "a line of 100 KB is kept exactly", KeepLongLineAsync),
        new("Append_SimilarIds_AreDifferentRollouts", "ids that differ only in '.', '-', '_' or their length are different rollouts", KeepApartAsync),
        new("Append_CanceledToken_AppendsNothing", "an append with a canceled token throws OperationCanceledException and appends nothing", CancelAsync),
    ];

    private static async Task LoadUnknownAsync(StoreSession session)
    {
        session.Open();
        await session.RequireLinesAsync().ConfigureAwait(false);
    }

    private static async Task CreateAsync(StoreSession session)
    {
        await session.AppendAsync(session.Open(), 0, "first").ConfigureAwait(false);
        await session.RequireLinesAsync("first").ConfigureAwait(false);
    }

    private static async Task KeepOrderAsync(StoreSession session)
    {
        const int count = 120; // More than a page of most storages has, and with numbers of different lengths.
        IRolloutStore store = session.Open();
        string[] lines = [.. Enumerable.Range(0, count).Select(number => $"line {number}")];
        await session.AppendAsync(store, 0, lines[..1]).ConfigureAwait(false);
        await session.AppendAsync(store, 1, lines[1..4]).ConfigureAwait(false);
        await session.AppendAsync(store, 4, lines[4..]).ConfigureAwait(false);
        await session.RequireLinesAsync(lines).ConfigureAwait(false);
    }

    private static async Task KeepTextAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await session.AppendAsync(store, 0, Texts).ConfigureAwait(false);
        await session.RequireLinesAsync(Texts).ConfigureAwait(false);
    }

    private static async Task KeepLongLineAsync(StoreSession session)
    {
        string line = $"[{new string('é', LongLineLength)}]";
        await session.AppendAsync(session.Open(), 0, line, "next").ConfigureAwait(false);
        await session.RequireLinesAsync(line, "next").ConfigureAwait(false);
    }

    private static async Task KeepApartAsync(StoreSession session)
    {
        const int maxLength = 100;
        IRolloutStore store = session.Open();
        string[] ids =
        [
            session.Id,
            .. Suffixes.Select(suffix => session.Id + suffix),
            session.Id.PadRight(maxLength - 1, '_'),
            session.Id.PadRight(maxLength, '_'),
        ];
        foreach (string id in ids)
        {
            await session.AppendToAsync(store, id, 0, isCompleted: false, id).ConfigureAwait(false);
        }

        foreach (string id in ids)
        {
            await session.RequireLinesOfAsync(id, id).ConfigureAwait(false);
        }

        IReadOnlyList<string> unfinished = await store.ListUnfinishedAsync(session.CancellationToken).ConfigureAwait(false);
        StoreSession.Require(
            ids.All(id => unfinished.Count(listed => listed == id) is 1),
            $"{nameof(IRolloutStore.ListUnfinishedAsync)} did not return each of {ids.Length} similar ids once.");
    }

    private static async Task CancelAsync(StoreSession session)
    {
        IRolloutStore store = session.Open();
        await RequireCanceledAsync(session, store, 0).ConfigureAwait(false);
        await session.RequireLinesAsync().ConfigureAwait(false);

        await session.AppendAsync(store, 0, "first").ConfigureAwait(false);
        await RequireCanceledAsync(session, store, 1).ConfigureAwait(false);
        await session.RequireLinesAsync("first").ConfigureAwait(false);
    }

    private static async Task RequireCanceledAsync(StoreSession session, IRolloutStore store, int expectedVersion)
    {
        try
        {
            await store.AppendAsync(session.Id, expectedVersion, ["canceled"], isCompleted: false, new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        throw new BrokenRuleException("The append completed.");
    }
}
