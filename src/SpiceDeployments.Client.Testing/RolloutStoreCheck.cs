using SpiceDeployments.Client.Rollouts;
using SpiceDeployments.Client.Testing.Internal.RolloutStores;

namespace SpiceDeployments.Client.Testing;

/// <summary>A check of one rule of an <see cref="IRolloutStore"/>: see <see cref="RolloutStoreContract"/>.</summary>
public sealed class RolloutStoreCheck
{
    private readonly Func<StoreSession, Task> _run;

    internal RolloutStoreCheck(string name, string rule, Func<StoreSession, Task> run)
    {
        Name = name;
        Rule = rule;
        _run = run;
    }

    /// <summary>The name, such as <c>Append_StaleVersion_Conflicts</c>.</summary>
    public string Name { get; }

    /// <summary>The rule, as a sentence.</summary>
    public string Rule { get; }

    /// <summary>Checks a store.</summary>
    /// <remarks>
    /// The check uses rollout ids of its own, which begin with <c>contract-</c>, and leaves their journals in the storage. Checks can run in parallel and
    /// repeatedly on the same storage. Each opened instance that is <see cref="IAsyncDisposable"/> or <see cref="IDisposable"/> is disposed.
    /// </remarks>
    /// <param name="openStore">Opens another instance on the same storage, as another process would.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A task that completes when the store has passed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="openStore"/> is <c>null</c>.</exception>
    /// <exception cref="RolloutStoreContractException">The store breaks the rule, or threw an exception that the rule does not permit, which is then the <see cref="Exception.InnerException"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public async Task RunAsync(Func<IRolloutStore> openStore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(openStore);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var session = new StoreSession(openStore, cancellationToken);
            await using (session.ConfigureAwait(false))
            {
                await _run(session).ConfigureAwait(false);
            }
        }
        catch (BrokenRuleException exception)
        {
            throw Broken(exception.Message, exception.InnerException);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken($"An exception was thrown: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>Returns the name.</summary>
    /// <returns>The <see cref="Name"/>, which test frameworks then show.</returns>
    public override string ToString() => Name;

    private RolloutStoreContractException Broken(string violation, Exception? cause) =>
        new($"The store breaks the rule \"{Rule}\" ({Name}). {violation}", cause) { CheckName = Name };
}
