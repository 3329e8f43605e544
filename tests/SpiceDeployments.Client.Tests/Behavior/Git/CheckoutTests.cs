using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Git;

/// <summary>The variables of a CI system together with the checkout of the build.</summary>
public sealed class CheckoutTests : IDisposable
{
    private readonly GitSandbox _sandbox = new();
    private readonly string _repository;

    public CheckoutTests() => _repository = _sandbox.CreateRepository();

    private string HeadId => _sandbox.Git(_repository, "rev-parse", "HEAD");

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Detect_BuildAndCheckout_PrefersTheBuild()
    {
        string first = HeadId;
        _sandbox.Commit(_repository, "Add another dataset");

        AssertDetected(
            new GitMetadata { Branch = "release", CommitSha = first, CommitMessage = "Add the dataset of open orders", Source = "CircleCI" },
            ("CIRCLECI", "true"), ("CIRCLE_BRANCH", "release"), ("CIRCLE_SHA1", first));
    }

    [Fact]
    public void Detect_CommitNotInTheCheckout_ReturnsNoMessage() => AssertDetected(
        new GitMetadata { Branch = "release", CommitSha = new string('1', 40), Source = "CircleCI" },
        ("CIRCLECI", "true"), ("CIRCLE_BRANCH", "release"), ("CIRCLE_SHA1", new string('1', 40)));

    /// <summary>Jenkins without the Git plugin, and Buildkite before the checkout, do not name the commit.</summary>
    [Theory]
    [InlineData("JENKINS_URL", "GIT_BRANCH", "GIT_COMMIT", "Jenkins")]
    [InlineData("BUILDKITE", "BUILDKITE_BRANCH", "BUILDKITE_COMMIT", "Buildkite")]
    public void Detect_BuildWithoutCommit_ReturnsThatOfTheCheckout(string marker, string branch, string commit, string source) => AssertDetected(
        new GitMetadata { Branch = "release", CommitSha = HeadId, CommitMessage = "Add the dataset of open orders", Source = source },
        (marker, "true"), (branch, "release"), (commit, "HEAD"));

    [Fact]
    public void Detect_BuildWithoutBranch_ReturnsThatOfTheCheckout() => AssertDetected(
        new GitMetadata { Branch = "main", CommitSha = HeadId, CommitMessage = "Add the dataset of open orders", Source = "AWS CodeBuild" },
        ("CODEBUILD_BUILD_ID", "app:7"), ("CODEBUILD_RESOLVED_SOURCE_VERSION", HeadId));

    [Fact]
    public void Detect_BuildWithoutBranchOfAnotherCommit_ReturnsNoBranch()
    {
        string first = HeadId;
        _sandbox.Commit(_repository, "Add another dataset");

        AssertDetected(
            new GitMetadata { CommitSha = first, CommitMessage = "Add the dataset of open orders", Source = "TeamCity" },
            ("TEAMCITY_VERSION", "2026.1"), ("BUILD_VCS_NUMBER", first));
    }

    [Fact]
    public void Detect_BuildOfATagWhileABranchIsCheckedOut_ReturnsNoBranch() => AssertDetected(
        new GitMetadata { CommitSha = HeadId, CommitMessage = "Add the dataset of open orders", Source = "CircleCI" },
        ("CIRCLECI", "true"), ("CIRCLE_TAG", "v1.2.3"), ("CIRCLE_SHA1", HeadId));

    [Fact]
    public void Detect_BuildThatKnowsNothing_ReturnsTheCheckout() => AssertDetected(
        new GitMetadata { Branch = "main", CommitSha = HeadId, CommitMessage = "Add the dataset of open orders", Source = "git" },
        ("JENKINS_URL", "https://ci.example"), ("CI", "true"));

    [Fact]
    public void Detect_PullRequestWithFullHistory_ReturnsTheHeadWithItsMessage()
    {
        (string head, string merge) = _sandbox.MergeBranch(_repository);

        AssertDetected(new GitMetadata { Branch = "feature/x", CommitSha = head, CommitMessage = "Change x", Source = "Travis CI" }, PullRequest(head, merge));
    }

    /// <summary>The merge commit of the checkout names its parents, but they are missing. A head that is unknown is not guessed from them.</summary>
    [Fact]
    public void Detect_PullRequestInAShallowCheckoutOfTheMerge_ReturnsTheHeadWithoutMessage()
    {
        (string head, string merge) = _sandbox.MergeBranch(_repository);
        _sandbox.Git(_sandbox.PathOf(), "clone", "--quiet", "--depth", "1", new Uri(_repository).AbsoluteUri, "shallow");

        AssertDetectedIn(_sandbox.PathOf("shallow"), new GitMetadata { Branch = "feature/x", CommitSha = head, Source = "Travis CI" }, PullRequest(head, merge));
        AssertDetectedIn(_sandbox.PathOf("shallow"), new GitMetadata { Branch = "feature/x", Source = "Travis CI" }, PullRequest("", merge));
    }

    [Fact]
    public void Detect_PullRequestWhoseHeadIsUnknown_ReturnsNotTheMerge()
    {
        (_, string merge) = _sandbox.MergeBranch(_repository);

        AssertDetected(new GitMetadata { Branch = "feature/x", Source = "Travis CI" }, PullRequest("", merge));
    }

    /// <summary>Jenkins builds the head of a pull request or its own merge, and reports either as <c>GIT_COMMIT</c>.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Detect_PullRequestOfJenkins_ReturnsTheCommitUnlessItIsAMerge(bool isMerge)
    {
        (string head, string merge) = _sandbox.MergeBranch(_repository);

        AssertDetected(
            new GitMetadata { Branch = "feature/x", CommitSha = isMerge ? null : head, CommitMessage = isMerge ? null : "Change x", Source = "Jenkins" },
            ("JENKINS_URL", "https://ci.example"), ("BRANCH_NAME", "PR-7"), ("CHANGE_ID", "7"), ("CHANGE_BRANCH", "feature/x"), ("GIT_COMMIT", isMerge ? merge : head));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Detect_TwelveDigitsOfBitbucket_AreExpanded(bool hasGit)
    {
        string head = HeadId;
        if (!hasGit)
        {
            _sandbox.HideGit();
        }

        AssertDetected(
            new GitMetadata { Branch = "feature/x", CommitSha = head, CommitMessage = hasGit ? "Add the dataset of open orders" : null, Source = "Bitbucket Pipelines" },
            Bitbucket(head));
    }

    [Fact]
    public void Detect_TwelveDigitsOfAnEarlierCommit_AreExpandedByGit()
    {
        string first = HeadId;
        _sandbox.Commit(_repository, "Add another dataset");

        AssertDetected(
            new GitMetadata { Branch = "feature/x", CommitSha = first, CommitMessage = "Add the dataset of open orders", Source = "Bitbucket Pipelines" }, Bitbucket(first));
        _sandbox.HideGit();
        AssertDetected(new GitMetadata { Branch = "feature/x", Source = "Bitbucket Pipelines" }, Bitbucket(first));
    }

    [Fact]
    public void Detect_TwelveDigitsThatNameABranch_AreNotTakenForIt()
    {
        string first = HeadId;
        _sandbox.Git(_repository, "checkout", "--quiet", "--orphan", "other");
        _sandbox.Commit(_repository, "Begin anew");
        _sandbox.Git(_repository, "branch", first[..12]);

        AssertDetected(new GitMetadata { Branch = "feature/x", Source = "Bitbucket Pipelines" }, Bitbucket(first));
    }

    private static (string Name, string Value)[] Bitbucket(string id) =>
        [("BITBUCKET_BUILD_NUMBER", "7"), ("BITBUCKET_BRANCH", "feature/x"), ("BITBUCKET_COMMIT", id[..12]), ("BITBUCKET_PR_ID", "7")];

    private static (string Name, string Value)[] PullRequest(string head, string merge) =>
    [
        ("TRAVIS", "true"), ("TRAVIS_BRANCH", "main"), ("TRAVIS_COMMIT", merge), ("TRAVIS_COMMIT_MESSAGE", "Merge x into main"), ("TRAVIS_PULL_REQUEST", "7"),
        ("TRAVIS_PULL_REQUEST_BRANCH", "feature/x"), ("TRAVIS_PULL_REQUEST_SHA", head),
    ];

    private void AssertDetected(GitMetadata expected, params (string Name, string Value)[] variables) => AssertDetectedIn(_repository, expected, variables);

    private void AssertDetectedIn(string directory, GitMetadata expected, (string Name, string Value)[] variables)
    {
        foreach ((string name, string value) in variables)
        {
            _sandbox.Variables[name] = value;
        }

        Assert.Equal(expected, _sandbox.Detect(directory));
    }
}
