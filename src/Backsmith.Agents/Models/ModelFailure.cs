using System.Globalization;
using System.Text.Json.Serialization;

namespace Backsmith.Models;

/// <summary>Why a model gave no answer. Closed: every reason is one of the nested records.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RateLimited), "rateLimited")]
[JsonDerivedType(typeof(Overloaded), "overloaded")]
[JsonDerivedType(typeof(Unauthorised), "unauthorised")]
[JsonDerivedType(typeof(OutOfCredit), "outOfCredit")]
[JsonDerivedType(typeof(UnknownModel), "unknownModel")]
[JsonDerivedType(typeof(ContextTooLong), "contextTooLong")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(MalformedResponse), "malformedResponse")]
[JsonDerivedType(typeof(Truncated), "truncated")]
[JsonDerivedType(typeof(Silent), "silent")]
[JsonDerivedType(typeof(TimedOut), "timedOut")]
[JsonDerivedType(typeof(Unreachable), "unreachable")]
[JsonDerivedType(typeof(BadRequest), "badRequest")]
[JsonDerivedType(typeof(NotConfigured), "notConfigured")]
[JsonDerivedType(typeof(Paused), "paused")]
[JsonDerivedType(typeof(Diverged), "diverged")]
[JsonDerivedType(typeof(AgentFailed), "agentFailed")]
public abstract record ModelFailure
{
    private ModelFailure()
    {
    }

    /// <summary>What happened and what to do, in one or two sentences, without secrets.</summary>
    [JsonIgnore]
    public abstract string Sentence { get; }

    /// <summary>Whether the same request may succeed a little later.</summary>
    [JsonIgnore]
    public virtual bool IsTransient => false;

    /// <summary>Whether another model may succeed where this one did not.</summary>
    [JsonIgnore]
    public virtual bool OthersMayAnswer => true;

    /// <summary>How long the provider asked to be left alone; null when it did not say.</summary>
    [JsonIgnore]
    public virtual TimeSpan? Wait => null;

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";

    /// <summary>Too many requests or tokens for this key (HTTP 429).</summary>
    /// <param name="RetryAfter">From the answer's header (RFC 9110, 10.2.3), or null.</param>
    public sealed record RateLimited(TimeSpan? RetryAfter) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => "The provider limits the rate of this key" + (RetryAfter is { } wait ? $" and asks to wait {Seconds(wait)}" : "") + ". Wait, lower the number of workers, or ask the provider for a higher limit.";

        /// <inheritdoc/>
        public override bool IsTransient => true;

        /// <inheritdoc/>
        public override TimeSpan? Wait => RetryAfter;
    }

    /// <summary>The provider cannot answer now (HTTP 5xx, 529).</summary>
    /// <param name="Status">HTTP status; 529 when a stream said it.</param>
    /// <param name="RetryAfter">From the answer's header, or null.</param>
    public sealed record Overloaded(int Status, TimeSpan? RetryAfter) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"The provider is overloaded or out of order (HTTP {Status}). Try again later, or name a second model: --model a,b.";

        /// <inheritdoc/>
        public override bool IsTransient => true;

        /// <inheritdoc/>
        public override TimeSpan? Wait => RetryAfter;
    }

    /// <summary>The key is wrong, expired or not allowed to use the model (HTTP 401, 403).</summary>
    /// <param name="Variable">Where the key came from.</param>
    public sealed record Unauthorised(string Variable) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"The provider does not accept the key. Check that {Variable} holds a key that has not expired and may use this model.";
    }

    /// <summary>The account has no credit left (HTTP 402, or 429 for good).</summary>
    public sealed record OutOfCredit : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => "The account has no credit left. Add some at the provider, or use another model.";
    }

    /// <summary>The provider has no such model.</summary>
    /// <param name="Model">As it was asked for.</param>
    public sealed record UnknownModel(string Model) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"The provider knows no model '{Model}', or this key may not use it. Check the name in the provider's list of models.";
    }

    /// <summary>The conversation is longer than the model can read.</summary>
    public sealed record ContextTooLong : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => "The conversation is longer than this model can read. Shorten it, or use a model with a larger context.";

        /// <inheritdoc/>
        public override bool OthersMayAnswer => false;
    }

    /// <summary>The model, or a filter of its provider, declined to answer.</summary>
    /// <param name="Said">Its words, clipped; empty when it gave none.</param>
    public sealed record Refused(string Said) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => "The model declined to answer" + (Said.Length > 0 ? $": {Said}" : "") + ". Word the task differently, or use another model.";
    }

    /// <summary>The answer is not of the protocol: a page of HTML, broken JSON, nothing at all.</summary>
    /// <param name="What">What came instead, clipped.</param>
    public sealed record MalformedResponse(string What) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"The answer is not of the provider's protocol: {What}. Check the address of the endpoint and what stands between it and this machine.";

        /// <inheritdoc/>
        public override bool IsTransient => true;
    }

    /// <summary>The answer broke off.</summary>
    public sealed record Truncated : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => "The answer broke off before its end. Try again; when it happens each time, look at proxies between here and the provider.";

        /// <inheritdoc/>
        public override bool IsTransient => true;
    }

    /// <summary>The connection stands but nothing comes.</summary>
    /// <param name="After">How long nothing came.</param>
    public sealed record Silent(TimeSpan After) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"Nothing came from the provider for {Seconds(After)}. Try again; for a slow local model raise BACKSMITH_MODEL_SILENCE (seconds).";

        /// <inheritdoc/>
        public override bool IsTransient => true;
    }

    /// <summary>All attempts together took longer than a call may.</summary>
    /// <param name="After">The limit.</param>
    public sealed record TimedOut(TimeSpan After) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"There was no answer within {Seconds(After)}, all attempts together. Try again later, or use another model.";
    }

    /// <summary>No connection.</summary>
    /// <param name="Address">Scheme, host and port that were tried.</param>
    /// <param name="Why">What the network said.</param>
    public sealed record Unreachable(string Address, string Why) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"{Address} cannot be reached: {Why}. Check the address, that the server runs, and the network.";

        /// <inheritdoc/>
        public override bool IsTransient => true;
    }

    /// <summary>The provider does not take the request as it is (HTTP 4xx).</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="Said">The provider's words, clipped and without secrets.</param>
    public sealed record BadRequest(int Status, string Said) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"The provider does not take the request (HTTP {Status}): {Said}. Check the model's name and the address of the endpoint.";

        /// <inheritdoc/>
        public override bool OthersMayAnswer => false;
    }

    /// <summary>Something that the user has to set is not set, or may not be used as it is.</summary>
    /// <param name="What">What, and how to set it.</param>
    public sealed record NotConfigured(string What) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => What;
    }

    /// <summary>The model failed several calls in a row and is left alone for a while.</summary>
    /// <param name="Until">How long still.</param>
    /// <param name="Last">What its last failure was.</param>
    public sealed record Paused(TimeSpan Until, ModelFailure Last) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"This model failed several times in a row and is left alone for another {Seconds(Until)}. Last: {Last.Sentence}";

        /// <inheritdoc/>
        public override TimeSpan? Wait => Until;
    }

    /// <summary>A script or a recording expected another request.</summary>
    /// <param name="Step">Turn of the script or step of the recording, from 1.</param>
    /// <param name="Expected">What it was made for, clipped.</param>
    /// <param name="Got">What came, clipped.</param>
    public sealed record Diverged(int Step, string Expected, string Got) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence => $"Step {Step} went another way. Expected: {Expected}. Got: {Got}.";

        /// <inheritdoc/>
        public override bool OthersMayAnswer => false;
    }

    /// <summary>An external agent ended with an error, or was killed.</summary>
    /// <param name="Command">As the user wrote it.</param>
    /// <param name="ExitCode">Null when it was killed.</param>
    /// <param name="Said">The end of what it printed, on one line and without secrets.</param>
    public sealed record AgentFailed(string Command, int? ExitCode, string Said) : ModelFailure
    {
        /// <inheritdoc/>
        public override string Sentence =>
            $"The agent '{Command}' {(ExitCode is { } code ? $"ended with exit code {code.ToString(CultureInfo.InvariantCulture)}" : "was killed")}{(Said.Length > 0 ? $" and said: {Said}" : " without a word")}. See docs/external-agents.md for what an agent may reach, and how to let it have more.";
    }
}
