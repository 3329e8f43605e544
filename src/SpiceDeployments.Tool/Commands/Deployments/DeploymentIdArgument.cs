using System.CommandLine;
using System.Globalization;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The argument DEPLOYMENT.</summary>
internal static class DeploymentIdArgument
{
    public static Argument<long> Create() => new("DEPLOYMENT")
    {
        Description = "The id of the deployment.",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0)
            {
                return id;
            }

            result.AddError($"'{text}' is not the id of a deployment. Write a number greater than 0.");
            return 0;
        },
    };
}
