namespace SpiceDeployments.Client.Testing;

/// <summary>How the API returns the creator of a deployment (<c>created_by</c>). The documents of the API and its clients disagree.</summary>
public enum CreatedByFormat
{
    /// <summary><c>null</c>, which every official client reads.</summary>
    Null = 0,

    /// <summary>Text: the user or OAuth client of <see cref="EmulatedDeployment.CreatedBy"/>. The Terraform provider cannot read it.</summary>
    Text,

    /// <summary>A number, made up from the text. The CLI cannot read it.</summary>
    Number,

    /// <summary>The field is absent.</summary>
    Absent,
}
