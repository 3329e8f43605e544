namespace SpiceDeployments.Client.Internal.Git;

/// <summary>The CI systems in the order in which they are checked: systems with a marker of their own first.</summary>
/// <remarks>
/// <c>docs/git-metadata.md</c> contains this table. The variable <c>CI</c> is no marker, except for the value of Woodpecker. No list contains
/// <c>BUILD_SOURCEBRANCHNAME</c> of Azure Pipelines, which is <c>x</c> for the branch <c>feature/x</c>.
/// </remarks>
internal static class CiSystems
{
    public static IReadOnlyList<CiSystem> All { get; } =
    [
        new("GitHub Actions", "GITHUB_ACTIONS")
        {
            CreateReader = environment => new GitHubVariables(environment).Get,
            PullRequests = ["GITHUB_HEAD_REF", "GITHUB_EVENT_NAME", "/pull_request/number"],
            Branches = ["GITHUB_REF", "GITHUB_REF_NAME"],
            Tags = ["GITHUB_REF_TYPE"],
            Commits = ["GITHUB_SHA"],
            Messages = ["/head_commit/message"],
            PullRequestBranches = ["GITHUB_HEAD_REF", "/pull_request/head/ref", "/workflow_run/head_branch"],
            PullRequestCommits = ["/pull_request/head/sha", "/workflow_run/head_sha"],
            PullRequestMessages = ["/workflow_run/head_commit/message"],
        },
        new("Azure Pipelines", "TF_BUILD", "SYSTEM_TEAMPROJECTID", "BUILD_BUILDURI")
        {
            PullRequests = ["SYSTEM_PULLREQUEST_PULLREQUESTID", "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_SOURCEBRANCH"],
            Branches = ["BUILD_SOURCEBRANCH"],
            Commits = ["BUILD_SOURCEVERSION"],
            Messages = ["BUILD_SOURCEVERSIONMESSAGE"],
            PullRequestBranches = ["SYSTEM_PULLREQUEST_SOURCEBRANCH"],
            PullRequestCommits = ["SYSTEM_PULLREQUEST_SOURCECOMMITID"],
        },
        new("GitLab CI", "GITLAB_CI")
        {
            Tags = ["CI_COMMIT_TAG"],
            PullRequests = ["CI_MERGE_REQUEST_IID"],
            Branches = ["CI_COMMIT_BRANCH", "CI_COMMIT_REF_NAME"],
            Commits = ["CI_COMMIT_SHA"],
            Messages = ["CI_COMMIT_MESSAGE"],
            PullRequestBranches = ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"],
            PullRequestCommits = ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA", "CI_COMMIT_SHA"], // The first one is blank unless the pipeline builds a merge.
        },
        new("CircleCI", "CIRCLECI")
        {
            Tags = ["CIRCLE_TAG"],
            PullRequests = ["CIRCLE_PR_NUMBER", "CIRCLE_PULL_REQUEST"],
            Branches = ["CIRCLE_BRANCH"],
            Commits = ["CIRCLE_SHA1"],
            PullRequestBranches = ["CIRCLE_BRANCH"],
            PullRequestCommits = ["CIRCLE_SHA1"],
        },
        new("Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_PIPELINE_UUID")
        {
            Tags = ["BITBUCKET_TAG"],
            PullRequests = ["BITBUCKET_PR_ID"],
            Branches = ["BITBUCKET_BRANCH"],
            Commits = ["BITBUCKET_COMMIT"],
            PullRequestBranches = ["BITBUCKET_BRANCH"],
            PullRequestCommits = ["BITBUCKET_COMMIT"],
        },
        new("Buildkite", "BUILDKITE")
        {
            Tags = ["BUILDKITE_TAG"],
            PullRequests = ["BUILDKITE_PULL_REQUEST"],
            Branches = ["BUILDKITE_BRANCH"],
            Commits = ["BUILDKITE_COMMIT"],
            Messages = ["BUILDKITE_MESSAGE"],
            PullRequestBranches = ["BUILDKITE_BRANCH"],
            PullRequestCommits = ["BUILDKITE_COMMIT"],
        },
        new("AppVeyor", "APPVEYOR")
        {
            Tags = ["APPVEYOR_REPO_TAG", "APPVEYOR_REPO_TAG_NAME"],
            PullRequests = ["APPVEYOR_PULL_REQUEST_NUMBER"],
            Branches = ["APPVEYOR_REPO_BRANCH"],
            Commits = ["APPVEYOR_REPO_COMMIT"],
            Messages = ["APPVEYOR_REPO_COMMIT_MESSAGE"],
            PullRequestBranches = ["APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH"],
            PullRequestCommits = ["APPVEYOR_PULL_REQUEST_HEAD_COMMIT"],
        },
        new("Travis CI", "TRAVIS")
        {
            Tags = ["TRAVIS_TAG"],
            PullRequests = ["TRAVIS_PULL_REQUEST"],
            Branches = ["TRAVIS_BRANCH"],
            Commits = ["TRAVIS_COMMIT"],
            Messages = ["TRAVIS_COMMIT_MESSAGE"],
            PullRequestBranches = ["TRAVIS_PULL_REQUEST_BRANCH"],
            PullRequestCommits = ["TRAVIS_PULL_REQUEST_SHA"],
        },
        new("AWS CodeBuild", "CODEBUILD_BUILD_ID", "CODEBUILD_CI")
        {
            CreateReader = environment => new CodeBuildVariables(environment).Get,
            PullRequests = [CodeBuildVariables.PullRequest],
            Tags = [CodeBuildVariables.Tag],
            Branches = ["CODEBUILD_WEBHOOK_HEAD_REF"],
            Commits = ["CODEBUILD_RESOLVED_SOURCE_VERSION"],
            PullRequestBranches = ["CODEBUILD_WEBHOOK_HEAD_REF"],
            PullRequestCommits = ["CODEBUILD_RESOLVED_SOURCE_VERSION"],
        },
        new("Drone", "DRONE")
        {
            Tags = ["DRONE_TAG"],
            PullRequests = ["DRONE_PULL_REQUEST"],
            Branches = ["DRONE_SOURCE_BRANCH", "DRONE_BRANCH"],
            Commits = ["DRONE_COMMIT_SHA"],
            Messages = ["DRONE_COMMIT_MESSAGE"],
            PullRequestBranches = ["DRONE_SOURCE_BRANCH"],
            PullRequestCommits = ["DRONE_COMMIT_SHA"],
        },
        new("Woodpecker CI", "CI")
        {
            MarkerValue = "woodpecker",
            Tags = ["CI_COMMIT_TAG"],
            PullRequests = ["CI_COMMIT_PULL_REQUEST"],
            Branches = ["CI_COMMIT_BRANCH"],
            Commits = ["CI_COMMIT_SHA"],
            Messages = ["CI_COMMIT_MESSAGE"],
            PullRequestBranches = ["CI_COMMIT_SOURCE_BRANCH"],
            PullRequestCommits = ["CI_COMMIT_SHA"],
        },
        new("TeamCity", "TEAMCITY_VERSION")
        {
            CreateReader = environment => new TeamCityVariables(environment).Get,
            PullRequests = ["TEAMCITY_PULLREQUEST_NUMBER", "teamcity.pullRequest.number"],
            Branches = ["Git_Branch", "BUILD_GIT_BRANCH", "BRANCH_NAME", "teamcity.build.branch"],
            Commits = ["BUILD_VCS_NUMBER"],
            PullRequestBranches = ["teamcity.pullRequest.source.branch"],
            PullRequestCommits = [],
            PullRequestMerges = ["BUILD_VCS_NUMBER"],
        },
        new("Jenkins", "JENKINS_URL")
        {
            Tags = ["TAG_NAME"],
            PullRequests = ["ghprbPullId", "CHANGE_ID", "gitlabMergeRequestId"],
            Branches = ["GIT_LOCAL_BRANCH", "GIT_BRANCH", "gitlabSourceBranch", "BRANCH_NAME"],
            Commits = ["GIT_COMMIT"],
            PullRequestBranches = ["ghprbSourceBranch", "CHANGE_BRANCH", "gitlabSourceBranch"],
            PullRequestCommits = ["ghprbActualCommit", "gitlabMergeRequestLastCommit"],
            PullRequestMerges = ["GIT_COMMIT"],
        },
        // Sets no variable of its own: a build file maps the substitutions to variables, such as with automapSubstitutions.
        new("Google Cloud Build", "BUILD_ID")
        {
            Requirements = ["PROJECT_ID"],
            Tags = ["TAG_NAME"],
            PullRequests = ["_PR_NUMBER"],
            Branches = ["BRANCH_NAME"],
            Commits = ["COMMIT_SHA", "REVISION_ID"],
            PullRequestBranches = ["_HEAD_BRANCH"],
            PullRequestCommits = ["COMMIT_SHA", "REVISION_ID"],
        },
    ];
}
