namespace Backsmith.Models;

/// <summary>Who answers, and in which protocol.</summary>
public enum ModelProvider
{
    /// <summary>Anthropic's Messages API, or an address that speaks it.</summary>
    Anthropic,

    /// <summary>OpenAI's chat completions.</summary>
    OpenAi,

    /// <summary>OpenRouter; names hold a slash: <c>openrouter/vendor/model</c>.</summary>
    OpenRouter,

    /// <summary>Ollama on this machine, or where <c>OLLAMA_HOST</c> points.</summary>
    Ollama,

    /// <summary>Any other server that speaks chat completions: llama.cpp, vLLM, a gateway.</summary>
    OpenAiCompatible,

    /// <summary>Azure OpenAI; the name is that of the deployment.</summary>
    Azure,

    /// <summary>Answers from a file; see <c>docs/scripted-model.md</c>.</summary>
    Scripted,

    /// <summary>A coding agent of the user, started as a program.</summary>
    Exec,
}
