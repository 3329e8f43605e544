namespace SpiceDeployments.Client.Models;

/// <summary>What a word of the service means: read from the word, until it is set to something else, whichever of the two comes first.</summary>
/// <param name="Value">The meaning.</param>
/// <param name="IsSet">Whether it was set, so that the word no longer counts. No part of equality: nobody sees how a meaning was found.</param>
internal readonly record struct Meaning<T>(T Value, bool IsSet)
    where T : struct, Enum
{
    public static Meaning<T> Set(T value) => new(value, IsSet: true);

    public Meaning<T> Read(T value) => IsSet ? this : new Meaning<T>(value, IsSet: false);

    public bool Equals(Meaning<T> other) => EqualityComparer<T>.Default.Equals(Value, other.Value);

    public override int GetHashCode() => Value.GetHashCode();
}
