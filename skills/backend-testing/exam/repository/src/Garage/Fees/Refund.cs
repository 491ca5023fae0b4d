namespace Garage.Fees;

/// <summary>What is given back, in cents.</summary>
public static class Refund
{
    /// <summary>Null for a reason that is none.</summary>
    public static int? Of(string? reason, int paid) => reason switch
    {
        "double_charge" => paid,
        "broken_gate" => (paid + 1) / 2,
        _ => null,
    };
}
