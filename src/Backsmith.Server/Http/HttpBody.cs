using System.Text;
using Backsmith.Server.Protocol;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace Backsmith.Server.Http;

/// <summary>Bodies of requests and of refusals.</summary>
internal static class HttpBody
{
    /// <summary>What a body came to.</summary>
    /// <param name="Message">The message; null otherwise.</param>
    /// <param name="Status">Status of the refusal.</param>
    /// <param name="Answer">Its body.</param>
    public sealed record Reading(JsonRpcMessage? Message, int Status, string? Answer);

    /// <summary>Reads a message.</summary>
    public static async Task<Reading> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(body, cancellationToken);
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new Reading(null, large.StatusCode, MessageReading.TooLong.Answer);
        }

        var read = MessageReading.Of(body.GetBuffer().AsMemory(0, (int)body.Length));
        return new Reading(read.Message, StatusCodes.Status400BadRequest, read.Answer ?? MessageReading.Refusal(null, -32600, "The body is empty."));
    }

    /// <summary>Writes a refusal.</summary>
    public static async Task WriteAsync(HttpContext context, int status, string? body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body ?? ""), context.RequestAborted);
    }
}
