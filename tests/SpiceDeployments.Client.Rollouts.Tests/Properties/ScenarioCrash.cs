using CsCheck;

namespace SpiceDeployments.Client.Rollouts.Tests.Properties;

/// <summary>A crash of a process at an operation of its store or its network. The next process continues with the same store.</summary>
/// <param name="Operation">The number of the operation in the process, from 1.</param>
/// <param name="AfterEffect">Whether the operation takes effect. The process never learns of it.</param>
/// <param name="ContinuesWithStart">Whether the next process starts the rollout with the same request. Otherwise it resumes the rollout.</param>
internal sealed record ScenarioCrash(int Operation, bool AfterEffect, bool ContinuesWithStart)
{
    public static readonly Gen<ScenarioCrash> Any =
        from operation in Gen.OneOf(Gen.Int[1, 15], Gen.Int[1, 60])
        from afterEffect in Gen.Bool
        from continuesWithStart in Gen.Bool
        select new ScenarioCrash(operation, afterEffect, continuesWithStart);

    public override string ToString() => $"{(AfterEffect ? "after" : "before")} operation {Operation}, then {(ContinuesWithStart ? "start" : "resume")}";
}
