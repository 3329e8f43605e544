namespace SpiceDeployments.Client.Tests.Unit.Git;

/// <summary>A push to the branch <c>feature/x</c>, a pull request of that branch to <c>main</c>, and a push of the tag <c>v1.2.3</c> in every CI system.</summary>
internal static class RecordedBuilds
{
    /// <summary>The commit of a push, and the head of a pull request.</summary>
    public const string Head = "9f2c4e7a1b3d5f60718293a4b5c6d7e8f9012345";

    /// <summary>The merge of a pull request with its target branch.</summary>
    public const string Merge = "1111111111222222222233333333334444444444";

    /// <summary>The commit of the target branch.</summary>
    public const string Base = "5555555555666666666677777777778888888888";

    private const string Message = "Add x";

    public static IReadOnlyList<RecordedBuild> All { get; } =
    [
        new("GitHub Actions", "push")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "push", ["GITHUB_REF"] = "refs/heads/feature/x", ["GITHUB_REF_NAME"] = "feature/x",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_HEAD_REF"] = "", ["GITHUB_BASE_REF"] = "", ["GITHUB_SHA"] = Head, ["GITHUB_EVENT_PATH"] = PathOf("push.json"),
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("GitHub Actions", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "pull_request", ["GITHUB_REF"] = "refs/pull/7/merge", ["GITHUB_REF_NAME"] = "7/merge",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_HEAD_REF"] = "feature/x", ["GITHUB_BASE_REF"] = "main", ["GITHUB_SHA"] = Merge,
                ["GITHUB_EVENT_PATH"] = PathOf("pull-request.json"),
            },
            Branch = "feature/x",
        },
        new("GitHub Actions", "pull request target")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "pull_request_target", ["GITHUB_REF"] = "refs/heads/main", ["GITHUB_REF_NAME"] = "main",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_HEAD_REF"] = "feature/x", ["GITHUB_BASE_REF"] = "main", ["GITHUB_SHA"] = Base,
                ["GITHUB_EVENT_PATH"] = PathOf("pull-request.json"),
            },
            Branch = "feature/x",
        },
        new("GitHub Actions", "review of a pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "pull_request_review", ["GITHUB_REF"] = "refs/pull/7/merge", ["GITHUB_REF_NAME"] = "7/merge",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_HEAD_REF"] = "", ["GITHUB_SHA"] = Merge, ["GITHUB_EVENT_PATH"] = PathOf("pull-request.json"),
            },
            Branch = "feature/x",
        },
        new("GitHub Actions", "workflow run of a pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "workflow_run", ["GITHUB_REF"] = "refs/heads/main", ["GITHUB_REF_NAME"] = "main",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_SHA"] = Base, ["GITHUB_EVENT_PATH"] = PathOf("workflow-run-of-pull-request.json"),
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("GitHub Actions", "workflow run of a push to the default branch")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "workflow_run", ["GITHUB_REF"] = "refs/heads/main", ["GITHUB_REF_NAME"] = "main",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_SHA"] = Base, ["GITHUB_EVENT_PATH"] = PathOf("workflow-run-of-push.json"),
            },
            Branch = "main",
            CommitMessage = Message,
        },
        new("GitHub Actions", "workflow run of a tag")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "workflow_run", ["GITHUB_REF"] = "refs/heads/main", ["GITHUB_REF_NAME"] = "main",
                ["GITHUB_REF_TYPE"] = "branch", ["GITHUB_SHA"] = Base, ["GITHUB_EVENT_PATH"] = PathOf("workflow-run-of-tag.json"),
            },
            CommitMessage = Message,
        },
        new("GitHub Actions", "tag")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITHUB_ACTIONS"] = "true", ["GITHUB_EVENT_NAME"] = "push", ["GITHUB_REF"] = "refs/tags/v1.2.3", ["GITHUB_REF_NAME"] = "v1.2.3",
                ["GITHUB_REF_TYPE"] = "tag", ["GITHUB_HEAD_REF"] = "", ["GITHUB_SHA"] = Head, ["GITHUB_EVENT_PATH"] = PathOf("push.json"),
            },
            CommitMessage = Message,
        },
        new("Azure Pipelines", "push")
        {
            Variables = new()
            {
                ["TF_BUILD"] = "True", ["BUILD_REASON"] = "IndividualCI", ["BUILD_SOURCEBRANCH"] = "refs/heads/feature/x", ["BUILD_SOURCEBRANCHNAME"] = "x",
                ["BUILD_SOURCEVERSION"] = Head, ["BUILD_SOURCEVERSIONMESSAGE"] = Message,
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Azure Pipelines", "pull request")
        {
            Variables = new()
            {
                ["TF_BUILD"] = "True", ["BUILD_REASON"] = "PullRequest", ["BUILD_SOURCEBRANCH"] = "refs/pull/7/merge", ["BUILD_SOURCEBRANCHNAME"] = "merge",
                ["BUILD_SOURCEVERSION"] = Merge, ["BUILD_SOURCEVERSIONMESSAGE"] = "Merge pull request 7 from feature/x into main", ["SYSTEM_PULLREQUEST_PULLREQUESTID"] = "7",
                ["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = "refs/heads/feature/x", ["SYSTEM_PULLREQUEST_TARGETBRANCH"] = "refs/heads/main", ["SYSTEM_PULLREQUEST_SOURCECOMMITID"] = Head,
            },
            Branch = "feature/x",
        },
        new("Azure Pipelines", "pull request of GitHub")
        {
            Variables = new()
            {
                ["SYSTEM_TEAMPROJECTID"] = "d3c1", ["BUILD_SOURCEBRANCH"] = "refs/pull/7/merge", ["BUILD_SOURCEVERSION"] = Merge, ["SYSTEM_PULLREQUEST_PULLREQUESTNUMBER"] = "7",
                ["SYSTEM_PULLREQUEST_SOURCEBRANCH"] = "feature/x", ["SYSTEM_PULLREQUEST_SOURCECOMMITID"] = Head,
            },
            Branch = "feature/x",
        },
        new("Azure Pipelines", "tag")
        {
            Variables = new()
            {
                ["BUILD_BUILDURI"] = "vstfs:///Build/Build/7", ["BUILD_SOURCEBRANCH"] = "refs/tags/v1.2.3", ["BUILD_SOURCEBRANCHNAME"] = "v1.2.3", ["BUILD_SOURCEVERSION"] = Head,
                ["BUILD_SOURCEVERSIONMESSAGE"] = Message,
            },
            CommitMessage = Message,
        },
        new("GitLab CI", "push")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITLAB_CI"] = "true", ["CI_COMMIT_BRANCH"] = "feature/x", ["CI_COMMIT_REF_NAME"] = "feature/x", ["CI_COMMIT_SHA"] = Head,
                ["CI_COMMIT_MESSAGE"] = $"{Message}\n\nBecause of y.\n",
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("GitLab CI", "merge request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITLAB_CI"] = "true", ["CI_COMMIT_REF_NAME"] = "feature/x", ["CI_COMMIT_SHA"] = Head, ["CI_COMMIT_MESSAGE"] = Message, ["CI_MERGE_REQUEST_IID"] = "7",
                ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = "feature/x", ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = "",
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("GitLab CI", "merged result of a merge request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITLAB_CI"] = "true", ["CI_COMMIT_REF_NAME"] = "feature/x", ["CI_COMMIT_SHA"] = Merge, ["CI_COMMIT_MESSAGE"] = "Merge x into main",
                ["CI_MERGE_REQUEST_IID"] = "7", ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = "feature/x", ["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = Head,
            },
            Branch = "feature/x",
        },
        new("GitLab CI", "tag")
        {
            Variables = new()
            {
                ["CI"] = "true", ["GITLAB_CI"] = "true", ["CI_COMMIT_TAG"] = "v1.2.3", ["CI_COMMIT_REF_NAME"] = "v1.2.3", ["CI_COMMIT_SHA"] = Head, ["CI_COMMIT_MESSAGE"] = Message,
            },
            CommitMessage = Message,
        },
        new("Jenkins", "push")
        {
            Variables = new() { ["JENKINS_URL"] = "https://ci.example", ["BUILD_ID"] = "7", ["GIT_BRANCH"] = "origin/feature/x", ["GIT_COMMIT"] = Head, ["BRANCH_NAME"] = "feature/x" },
            Branch = "feature/x",
        },
        new("Jenkins", "pull request of a multibranch pipeline")
        {
            Variables = new()
            {
                ["JENKINS_URL"] = "https://ci.example", ["GIT_BRANCH"] = "PR-7", ["BRANCH_NAME"] = "PR-7", ["CHANGE_ID"] = "7", ["CHANGE_BRANCH"] = "feature/x", ["CHANGE_TARGET"] = "main",
                ["GIT_COMMIT"] = Head,
            },
            Branch = "feature/x",
        },
        new("Jenkins", "pull request of the request builder")
        {
            Variables = new()
            {
                ["JENKINS_URL"] = "https://ci.example", ["GIT_BRANCH"] = "origin/pr/7/merge", ["GIT_COMMIT"] = Merge, ["ghprbPullId"] = "7", ["ghprbSourceBranch"] = "feature/x",
                ["ghprbActualCommit"] = Head,
            },
            Branch = "feature/x",
        },
        new("Jenkins", "merge request of GitLab")
        {
            Variables = new()
            {
                ["JENKINS_URL"] = "https://ci.example", ["GIT_BRANCH"] = "detached", ["GIT_COMMIT"] = Merge, ["gitlabMergeRequestId"] = "7", ["gitlabSourceBranch"] = "feature/x",
                ["gitlabMergeRequestLastCommit"] = Head,
            },
            Branch = "feature/x",
        },
        new("Jenkins", "tag")
        {
            Variables = new() { ["JENKINS_URL"] = "https://ci.example", ["TAG_NAME"] = "v1.2.3", ["GIT_BRANCH"] = "v1.2.3", ["BRANCH_NAME"] = "v1.2.3", ["GIT_COMMIT"] = Head },
        },
        new("CircleCI", "push")
        {
            Variables = new() { ["CI"] = "true", ["CIRCLECI"] = "true", ["CIRCLE_BRANCH"] = "feature/x", ["CIRCLE_SHA1"] = Head },
            Branch = "feature/x",
        },
        new("CircleCI", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["CIRCLECI"] = "true", ["CIRCLE_BRANCH"] = "feature/x", ["CIRCLE_SHA1"] = Head, ["CIRCLE_PULL_REQUEST"] = "https://github.com/acme/app/pull/7",
            },
            Branch = "feature/x",
        },
        new("CircleCI", "pull request of a fork")
        {
            Variables = new() { ["CI"] = "true", ["CIRCLECI"] = "true", ["CIRCLE_BRANCH"] = "pull/7", ["CIRCLE_SHA1"] = Head, ["CIRCLE_PR_NUMBER"] = "7" },
        },
        new("CircleCI", "tag")
        {
            Variables = new() { ["CI"] = "true", ["CIRCLECI"] = "true", ["CIRCLE_TAG"] = "v1.2.3", ["CIRCLE_SHA1"] = Head },
        },
        new("Bitbucket Pipelines", "push")
        {
            Variables = new() { ["CI"] = "true", ["BITBUCKET_BUILD_NUMBER"] = "7", ["BITBUCKET_BRANCH"] = "feature/x", ["BITBUCKET_COMMIT"] = Head },
            Branch = "feature/x",
        },
        new("Bitbucket Pipelines", "pull request")
        {
            Variables = new() { ["CI"] = "true", ["BITBUCKET_PIPELINE_UUID"] = "{7}", ["BITBUCKET_BRANCH"] = "feature/x", ["BITBUCKET_COMMIT"] = Head[..12], ["BITBUCKET_PR_ID"] = "7" },
            Branch = "feature/x",
            CommitSha = null,
        },
        new("Bitbucket Pipelines", "tag")
        {
            Variables = new() { ["CI"] = "true", ["BITBUCKET_BUILD_NUMBER"] = "7", ["BITBUCKET_TAG"] = "v1.2.3", ["BITBUCKET_COMMIT"] = Head },
        },
        new("TeamCity", "push")
        {
            Variables = new() { ["TEAMCITY_VERSION"] = "2026.1", ["Git_Branch"] = "refs/heads/feature/x", ["BUILD_VCS_NUMBER"] = Head },
            Branch = "feature/x",
        },
        new("TeamCity", "push without variables of the user")
        {
            Variables = new() { ["TEAMCITY_VERSION"] = "2026.1", ["BUILD_VCS_NUMBER"] = Head },
        },
        new("TeamCity", "pull request")
        {
            Variables = new() { ["TEAMCITY_VERSION"] = "2026.1", ["BUILD_GIT_BRANCH"] = "refs/pull/7/head", ["BUILD_VCS_NUMBER"] = Head, ["TEAMCITY_PULLREQUEST_NUMBER"] = "7" },
        },
        new("TeamCity", "tag")
        {
            Variables = new() { ["TEAMCITY_VERSION"] = "2026.1", ["Git_Branch"] = "refs/tags/v1.2.3", ["BUILD_VCS_NUMBER"] = Head },
        },
        new("Buildkite", "push")
        {
            Variables = new()
            {
                ["CI"] = "true", ["BUILDKITE"] = "true", ["BUILDKITE_BRANCH"] = "feature/x", ["BUILDKITE_COMMIT"] = Head, ["BUILDKITE_MESSAGE"] = Message, ["BUILDKITE_TAG"] = "",
                ["BUILDKITE_PULL_REQUEST"] = "false",
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Buildkite", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["BUILDKITE"] = "true", ["BUILDKITE_BRANCH"] = "feature/x", ["BUILDKITE_COMMIT"] = Head, ["BUILDKITE_MESSAGE"] = Message,
                ["BUILDKITE_PULL_REQUEST"] = "7", ["BUILDKITE_PULL_REQUEST_BASE_BRANCH"] = "main",
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Buildkite", "pull request of a fork")
        {
            Variables = new() { ["BUILDKITE"] = "true", ["BUILDKITE_BRANCH"] = "octocat:feature/x", ["BUILDKITE_COMMIT"] = Head, ["BUILDKITE_PULL_REQUEST"] = "7" },
        },
        new("Buildkite", "tag")
        {
            Variables = new()
            {
                ["CI"] = "true", ["BUILDKITE"] = "true", ["BUILDKITE_BRANCH"] = "v1.2.3", ["BUILDKITE_TAG"] = "v1.2.3", ["BUILDKITE_COMMIT"] = Head, ["BUILDKITE_MESSAGE"] = Message,
                ["BUILDKITE_PULL_REQUEST"] = "false",
            },
            CommitMessage = Message,
        },
        new("AppVeyor", "push")
        {
            Variables = new()
            {
                ["CI"] = "True", ["APPVEYOR"] = "True", ["APPVEYOR_REPO_BRANCH"] = "feature/x", ["APPVEYOR_REPO_COMMIT"] = Head, ["APPVEYOR_REPO_COMMIT_MESSAGE"] = Message,
                ["APPVEYOR_REPO_COMMIT_MESSAGE_EXTENDED"] = "Because of y.", ["APPVEYOR_REPO_TAG"] = "false",
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("AppVeyor", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "True", ["APPVEYOR"] = "true", ["APPVEYOR_REPO_BRANCH"] = "main", ["APPVEYOR_REPO_COMMIT"] = Merge, ["APPVEYOR_REPO_COMMIT_MESSAGE"] = "Merge x into main",
                ["APPVEYOR_REPO_TAG"] = "false", ["APPVEYOR_PULL_REQUEST_NUMBER"] = "7", ["APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH"] = "feature/x",
                ["APPVEYOR_PULL_REQUEST_HEAD_COMMIT"] = Head,
            },
            Branch = "feature/x",
        },
        new("AppVeyor", "tag")
        {
            Variables = new()
            {
                ["CI"] = "True", ["APPVEYOR"] = "True", ["APPVEYOR_REPO_BRANCH"] = "v1.2.3", ["APPVEYOR_REPO_TAG"] = "true", ["APPVEYOR_REPO_TAG_NAME"] = "v1.2.3",
                ["APPVEYOR_REPO_COMMIT"] = Head, ["APPVEYOR_REPO_COMMIT_MESSAGE"] = Message,
            },
            CommitMessage = Message,
        },
        new("Travis CI", "push")
        {
            Variables = new()
            {
                ["CI"] = "true", ["TRAVIS"] = "true", ["TRAVIS_BRANCH"] = "feature/x", ["TRAVIS_COMMIT"] = Head, ["TRAVIS_COMMIT_MESSAGE"] = Message, ["TRAVIS_TAG"] = "",
                ["TRAVIS_PULL_REQUEST"] = "false", ["TRAVIS_PULL_REQUEST_BRANCH"] = "", ["TRAVIS_PULL_REQUEST_SHA"] = "",
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Travis CI", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["TRAVIS"] = "true", ["TRAVIS_BRANCH"] = "main", ["TRAVIS_COMMIT"] = Merge, ["TRAVIS_COMMIT_MESSAGE"] = "Merge x into main",
                ["TRAVIS_PULL_REQUEST"] = "7", ["TRAVIS_PULL_REQUEST_BRANCH"] = "feature/x", ["TRAVIS_PULL_REQUEST_SHA"] = Head,
            },
            Branch = "feature/x",
        },
        new("Travis CI", "tag")
        {
            Variables = new()
            {
                ["CI"] = "true", ["TRAVIS"] = "true", ["TRAVIS_BRANCH"] = "v1.2.3", ["TRAVIS_TAG"] = "v1.2.3", ["TRAVIS_COMMIT"] = Head, ["TRAVIS_COMMIT_MESSAGE"] = Message,
                ["TRAVIS_PULL_REQUEST"] = "false",
            },
            CommitMessage = Message,
        },
        new("AWS CodeBuild", "push")
        {
            Variables = new()
            {
                ["CODEBUILD_BUILD_ID"] = "app:7", ["CODEBUILD_WEBHOOK_HEAD_REF"] = "refs/heads/feature/x", ["CODEBUILD_WEBHOOK_TRIGGER"] = "branch/feature/x",
                ["CODEBUILD_RESOLVED_SOURCE_VERSION"] = Head, ["CODEBUILD_SOURCE_VERSION"] = "refs/heads/feature/x^{" + Head + "}",
            },
            Branch = "feature/x",
        },
        new("AWS CodeBuild", "pull request")
        {
            Variables = new()
            {
                ["CODEBUILD_BUILD_ID"] = "app:7", ["CODEBUILD_WEBHOOK_HEAD_REF"] = "refs/heads/feature/x", ["CODEBUILD_WEBHOOK_BASE_REF"] = "refs/heads/main",
                ["CODEBUILD_WEBHOOK_TRIGGER"] = "pr/7", ["CODEBUILD_RESOLVED_SOURCE_VERSION"] = Head, ["CODEBUILD_SOURCE_VERSION"] = "pr/7",
            },
            Branch = "feature/x",
        },
        new("AWS CodeBuild", "tag")
        {
            Variables = new()
            {
                ["CODEBUILD_CI"] = "true", ["CODEBUILD_WEBHOOK_HEAD_REF"] = "refs/tags/v1.2.3", ["CODEBUILD_WEBHOOK_TRIGGER"] = "tag/v1.2.3", ["CODEBUILD_RESOLVED_SOURCE_VERSION"] = Head,
            },
        },
        new("Google Cloud Build", "push")
        {
            Variables = new()
            {
                ["BUILD_ID"] = "b7", ["PROJECT_ID"] = "acme", ["BRANCH_NAME"] = "feature/x", ["REF_NAME"] = "feature/x", ["COMMIT_SHA"] = Head, ["REVISION_ID"] = Head, ["TAG_NAME"] = "",
            },
            Branch = "feature/x",
        },
        new("Google Cloud Build", "pull request")
        {
            Variables = new()
            {
                ["BUILD_ID"] = "b7", ["PROJECT_ID"] = "acme", ["BRANCH_NAME"] = "main", ["_HEAD_BRANCH"] = "feature/x", ["_BASE_BRANCH"] = "main", ["_PR_NUMBER"] = "7", ["COMMIT_SHA"] = Head,
            },
            Branch = "feature/x",
        },
        new("Google Cloud Build", "tag")
        {
            Variables = new() { ["BUILD_ID"] = "b7", ["PROJECT_ID"] = "acme", ["TAG_NAME"] = "v1.2.3", ["REF_NAME"] = "v1.2.3", ["REVISION_ID"] = Head },
        },
        new("Drone", "push")
        {
            Variables = new()
            {
                ["CI"] = "true", ["DRONE"] = "true", ["DRONE_BRANCH"] = "feature/x", ["DRONE_SOURCE_BRANCH"] = "feature/x", ["DRONE_COMMIT_SHA"] = Head, ["DRONE_COMMIT_MESSAGE"] = Message,
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Drone", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "true", ["DRONE"] = "true", ["DRONE_BRANCH"] = "main", ["DRONE_SOURCE_BRANCH"] = "feature/x", ["DRONE_TARGET_BRANCH"] = "main", ["DRONE_PULL_REQUEST"] = "7",
                ["DRONE_COMMIT_SHA"] = Head, ["DRONE_COMMIT_MESSAGE"] = Message,
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Drone", "tag")
        {
            Variables = new()
            {
                ["CI"] = "true", ["DRONE"] = "true", ["DRONE_BRANCH"] = "v1.2.3", ["DRONE_TAG"] = "v1.2.3", ["DRONE_COMMIT_SHA"] = Head, ["DRONE_COMMIT_MESSAGE"] = Message,
            },
            CommitMessage = Message,
        },
        new("Woodpecker CI", "push")
        {
            Variables = new()
            {
                ["CI"] = "woodpecker", ["CI_COMMIT_BRANCH"] = "feature/x", ["CI_COMMIT_SOURCE_BRANCH"] = "", ["CI_COMMIT_SHA"] = Head, ["CI_COMMIT_MESSAGE"] = Message,
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Woodpecker CI", "pull request")
        {
            Variables = new()
            {
                ["CI"] = "woodpecker", ["CI_COMMIT_BRANCH"] = "main", ["CI_COMMIT_SOURCE_BRANCH"] = "feature/x", ["CI_COMMIT_PULL_REQUEST"] = "7", ["CI_COMMIT_SHA"] = Head,
                ["CI_COMMIT_MESSAGE"] = Message,
            },
            Branch = "feature/x",
            CommitMessage = Message,
        },
        new("Woodpecker CI", "tag")
        {
            Variables = new() { ["CI"] = "woodpecker", ["CI_COMMIT_BRANCH"] = "v1.2.3", ["CI_COMMIT_TAG"] = "v1.2.3", ["CI_COMMIT_SHA"] = Head },
        },
    ];

    /// <summary>Returns the path of an event of GitHub Actions.</summary>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Unit", "Git", "Events", name);
}
