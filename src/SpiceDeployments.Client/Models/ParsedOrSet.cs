namespace SpiceDeployments.Client;

/// <summary>The meaning of a word of the service: parsed from the word, unless it was set, before or after. Equality is that of the value alone.</summary>
/// <param name="Value">The meaning.</param>
/// <param name="IsSet">Whether it was set. A word that is read later then changes nothing.</param>
internal readonly record struct ParsedOrSet<T>(T Value, bool IsSet)
    where T : struct, Enum
{
    public static ParsedOrSet<T> Set(T value) => new(value, IsSet: true);

    public static ParsedOrSet<T> Parsed(T value) => new(value, IsSet: false);

    public ParsedOrSet<T> Read(T value) => IsSet ? this : Parsed(value);

    public bool Equals(ParsedOrSet<T> other) => EqualityComparer<T>.Default.Equals(Value, other.Value);

    public override int GetHashCode() => Value.GetHashCode();
}
