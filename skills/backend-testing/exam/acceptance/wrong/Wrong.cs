namespace Garage;

/// <summary>Which one place of the program is wrong.</summary>
internal static class Wrong
{
    private static readonly string? Place = Environment.GetEnvironmentVariable("GARAGE_WRONG");

    public static bool Is(string place) => Place == place;
}
