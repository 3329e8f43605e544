using System.Globalization;
using System.Text.Json;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>A value in the text of a scenario, such as <c>apps[0].limits</c>, and the checks of its properties.</summary>
internal sealed class ScenarioPlace
{
    private readonly ScenarioPlace? _parent;
    private readonly string? _property;
    private readonly int _index;

    private ScenarioPlace(ScenarioPlace? parent, string? property, int index) => (_parent, _property, _index) = (parent, property, index);

    /// <summary>The whole text.</summary>
    public static ScenarioPlace Root { get; } = new(null, null, 0);

    public ScenarioPlace At(string property) => new(this, property, 0);

    public ScenarioPlace At(int index) => new(this, null, index);

    public ScenarioException CreateError(string message) => new(this, message);

    /// <summary>Calls an action with each item of the list in a property, and with its place.</summary>
    public void ForEach<T>(string property, IReadOnlyList<T> items, Action<T, ScenarioPlace> action)
    {
        for (int i = 0; i < items.Count; i++)
        {
            action(items[i], At(property).At(i));
        }
    }

    /// <exception cref="ScenarioException">The condition is <c>false</c>.</exception>
    public void Require(string property, bool condition, string message)
    {
        if (!condition)
        {
            throw At(property).CreateError(message);
        }
    }

    /// <exception cref="ScenarioException">The value is less than the minimum.</exception>
    public void RequireAtLeast(string property, long min, long? value) =>
        Require(property, value is not { } set || set >= min, string.Create(CultureInfo.InvariantCulture, $"The value must be {min} or more."));

    /// <exception cref="ScenarioException">The value is not between the limits.</exception>
    public void RequireBetween(string property, int min, int max, int? value) =>
        Require(property, value is not { } set || (set >= min && set <= max), string.Create(CultureInfo.InvariantCulture, $"The value must be between {min} and {max}."));

    /// <exception cref="ScenarioException">The time is negative.</exception>
    public void RequireNotNegative(string property, TimeSpan? time) => Require(property, time is not { Ticks: < 0 }, "The time must not be negative.");

    /// <exception cref="ScenarioException">The time is zero or negative.</exception>
    public void RequirePositive(string property, TimeSpan? time) => Require(property, time is not { Ticks: <= 0 }, "The time must be more than zero.");

    /// <summary>Returns the value in a document. If the document does not contain it, the nearest value around it.</summary>
    public JsonElement Find(JsonElement root)
    {
        if (_parent is null)
        {
            return root;
        }

        JsonElement parent = _parent.Find(root);
        return (parent.ValueKind, _property) switch
        {
            (JsonValueKind.Object, { } property) when parent.TryGetProperty(property, out JsonElement value) => value,
            (JsonValueKind.Array, null) when _index < parent.GetArrayLength() => parent[_index],
            _ => parent,
        };
    }

    /// <summary>Returns the path of the value.</summary>
    /// <returns>A text such as <c>apps[0].limits</c>; empty for the whole text.</returns>
    public override string ToString() => this switch
    {
        { _parent: null } => "",
        { _property: null } => string.Create(CultureInfo.InvariantCulture, $"{_parent}[{_index}]"),
        { _parent._parent: null } => _property,
        _ => $"{_parent}.{_property}",
    };
}
