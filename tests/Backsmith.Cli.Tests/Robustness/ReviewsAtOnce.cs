using Backsmith.Cli.Tests.EndToEnd;
using Xunit;

namespace Backsmith.Cli.Tests.Robustness;

/// <summary>Two reviews of one repository, started together on a state folder that is not there yet.</summary>
public sealed class ReviewsAtOnce : IAsyncLifetime
{
    public ClinicRepository Clinic { get; } = new();

    public string Before { get; private set; } = "";

    /// <summary>Exit code and last words of each.</summary>
    public (int ExitCode, string Errors)[] Ends { get; private set; } = [];

    public byte[] Patch(int number) => File.ReadAllBytes(Path.Combine(Delivery(number), "changes.patch"));

    public async Task InitializeAsync()
    {
        await Clinic.InitializeAsync();
        Before = Clinic.Picture();
        Ends = await Task.WhenAll(ReviewAsync(1), ReviewAsync(2));
    }

    public Task DisposeAsync() => Clinic.DisposeAsync();

    private async Task<(int ExitCode, string Errors)> ReviewAsync(int number)
    {
        using var run = RunningBacksmith.Start(Clinic.Root, Clinic.State, "review", ".", "--output", Delivery(number));
        return (await run.ExitAsync(), run.Errors);
    }

    private string Delivery(int number) => Clinic.Scratch($"at-once-{number}");
}
