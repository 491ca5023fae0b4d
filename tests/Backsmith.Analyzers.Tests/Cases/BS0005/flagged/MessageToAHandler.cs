// A mediator's handler, with another handler of the same records that does compare the owner; a fallback policy asks for a signed-in user.
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

public static class Setup
{
    public static void Secure(IServiceCollection services) =>
        services.AddAuthorization(o => o.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
}

public interface IRequest<T>;

public interface IRequestHandler<TRequest, TResponse>
{
    Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken);
}

public interface ISender
{
    Task<T> Send<T>(IRequest<T> request, CancellationToken cancellationToken = default);
}

public class Prescription
{
    public Guid Id { get; set; }
    public Guid PatientId { get; set; }
    public string Text { get; set; } = "";
}

public class ClinicContext(DbContextOptions<ClinicContext> options) : DbContext(options)
{
    public DbSet<Prescription> Prescriptions => Set<Prescription>();
}

public interface ICurrentUser
{
    Guid Id { get; }
}

public class CurrentUser(IHttpContextAccessor accessor) : ICurrentUser
{
    public Guid Id => Guid.Parse(accessor.HttpContext!.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
}

public record GetPrescription(Guid Id) : IRequest<Prescription?>;

public record PrintPrescription(Guid Id, Guid Caller) : IRequest<string>;

public class GetPrescriptionHandler(ClinicContext db) : IRequestHandler<GetPrescription, Prescription?>
{
    public Task<Prescription?> Handle(GetPrescription request, CancellationToken cancellationToken) =>
        db.Prescriptions.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken);
}

public class PrintPrescriptionHandler(ClinicContext db) : IRequestHandler<PrintPrescription, string>
{
    public async Task<string> Handle(PrintPrescription request, CancellationToken cancellationToken)
    {
        var prescription = await db.Prescriptions.FirstOrDefaultAsync(p => p.Id == request.Id && p.PatientId == request.Caller, cancellationToken);
        return prescription?.Text ?? "";
    }
}

[ApiController]
[Route("prescriptions")]
public class PrescriptionsController(ISender sender, ICurrentUser user) : ControllerBase
{
    [HttpGet("{id}")]
    public async Task<IActionResult> Get(Guid id)
    {
        var prescription = await sender.Send(new GetPrescription(id)); //! BS0005: Any signed-in user can read any Prescription
        return prescription is null ? NotFound() : Ok(prescription);
    }

    [HttpGet("{id}/print")]
    public async Task<IActionResult> Print(Guid id) => Ok(await sender.Send(new PrintPrescription(id, user.Id)));
}
