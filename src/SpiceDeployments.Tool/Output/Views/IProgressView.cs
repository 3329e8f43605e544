namespace SpiceDeployments.Tool.Output.Views;

/// <summary>Shows a progress until it is disposed.</summary>
/// <typeparam name="T">The type of the progress.</typeparam>
internal interface IProgressView<in T> : IProgress<T>, IAsyncDisposable;
