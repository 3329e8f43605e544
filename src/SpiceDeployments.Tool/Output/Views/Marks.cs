using Spectre.Console;

namespace SpiceDeployments.Tool.Output.Views;

/// <summary>The signs for the state of a step or an app. Terminals that have no Unicode get those of ASCII.</summary>
internal sealed record Marks
{
    private static readonly Marks Unicode = new() { Succeeded = "✓", Failed = "✗", Running = "∙", Pending = "∙", Bar = '━', Spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] };
    private static readonly Marks Ascii = new() { Succeeded = "+", Failed = "x", Running = "-", Pending = "-", Bar = '=', Spinner = ["|", "/", "-", "\\"] };

    public required string Succeeded { get; init; }

    public required string Failed { get; init; }

    /// <summary>The sign of what was running when the view ended; the spinner before.</summary>
    public required string Running { get; init; }

    public required string Pending { get; init; }

    /// <summary>The character of progress bars.</summary>
    public required char Bar { get; init; }

    public required IReadOnlyList<string> Spinner { get; init; }

    public static Marks Of(IAnsiConsole console) => console.Profile.Capabilities.Unicode ? Unicode : Ascii;

    /// <summary>Returns the signs for a frame of the view.</summary>
    public Marks At(int frame) => this with { Running = Spinner[frame % Spinner.Count] };
}
