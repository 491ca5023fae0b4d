using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Backsmith.Analyzers.SecretsCrypto;

/// <summary>A secret that was found in a file.</summary>
internal sealed class FoundSecret(Setting setting, string what, string confidence)
{
    internal Setting Setting { get; } = setting;

    /// <summary>What it is, as <c>a password</c>: never the value.</summary>
    internal string What { get; } = what;

    internal string Confidence { get; } = confidence;
}

/// <summary>Finds the secrets of one settings file: by shape everywhere, by name and look in files that hold settings.</summary>
internal sealed class SettingsSecrets
{
    private static readonly Regex SettingsFile = new(@"(settings|secrets|config|configuration|credentials)[^/]*\.json$|\.config$|(^|/)\.env(\.[\w.\-]+)?$|\.env$", RegexOptions.IgnoreCase | RegexOptions.Compiled);

    private static readonly Regex Development = new(@"\.(development|dev|local|debug|test|testing|e2e|integration)\.|launchsettings\.json$|local\.settings\.json$|\.env\.(development|dev|local|test)", RegexOptions.IgnoreCase | RegexOptions.Compiled);

    private static readonly Regex Specimen = new(@"\.(example|sample|template|dist|default)s?(\.|$)|^(example|sample|template)\.", RegexOptions.IgnoreCase | RegexOptions.Compiled);

    private static readonly Regex Foreign = new(@"^(package(-lock)?|tsconfig.*|global|project\.assets|composer|angular|swagger.*|openapi.*|.*\.deps|.*\.schema|.*\.runtimeconfig|packages\.lock|libman|nswag|xunit\.runner)\.json$|^packages\.config$", RegexOptions.IgnoreCase | RegexOptions.Compiled);

    private readonly string path;
    private readonly bool isSettings;
    private readonly bool isDevelopment;
    private readonly bool isSpecimen;
    private Dictionary<int, bool> local = [];

    internal SettingsSecrets(string path)
    {
        this.path = path.Replace('\\', '/');
        var file = Path.GetFileName(this.path);
        isSettings = SettingsFile.IsMatch(this.path);
        isDevelopment = Development.IsMatch(file);
        isSpecimen = Specimen.IsMatch(file);
    }

    internal IEnumerable<FoundSecret> In(string text)
    {
        if (Foreign.IsMatch(Path.GetFileName(path)) || Regex.IsMatch(path, @"/(tests?|testdata|fixtures|node_modules|bin|obj)/|[.\-]tests?/", RegexOptions.IgnoreCase))
            return [];
        var settings = (path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonSettings.Read(text)
            : path.EndsWith(".config", StringComparison.OrdinalIgnoreCase) ? LineSettings.OfXml(text)
            : isSettings ? LineSettings.OfEnvironment(text) : []).ToList();
        local = settings.GroupBy(s => s.Owner).ToDictionary(g => g.Key, g => g.Key != 0 && g.Any(s => ConnectionSecrets.IsThisMachine(s.Value)));
        return settings.Select(Judge).OfType<FoundSecret>();
    }

    private FoundSecret? Judge(Setting setting)
    {
        if (SecretShapes.Of(setting.Value) is { } shape)
            return new FoundSecret(setting, shape, "high");
        if (ConnectionSecrets.Of(setting.Value) is { } connection)
            return ConnectionIsHarmless(connection) ? null : new FoundSecret(setting, connection.What, connection.IsLocal || isDevelopment ? "medium" : "high");
        return isSettings && !isSpecimen && setting.Path.Length > 0 ? ByName(setting) : null;
    }

    private bool ConnectionIsHarmless(ConnectionSecret connection) => isSpecimen
        || connection.IsLocal && (isDevelopment || SecretValues.IsDefault(connection.Password)) || connection.IsContainer && isDevelopment && SecretValues.IsName(connection.Password);

    private FoundSecret? ByName(Setting setting)
    {
        var (value, levels) = (setting.Value, setting.Path.SelectMany(LineSettings.Levels).ToArray());
        var kind = SecretNames.KindOf(levels);
        if (kind == SecretKind.None || SecretShapes.IsPublished(value) || Placeholders.Is(value) || SecretValues.IsLocation(value) || IsWording(value, kind))
            return null;
        var random = SecretValues.LooksRandom(value);
        if (kind == SecretKind.Perhaps && !random || !random && kind != SecretKind.Cryptographic && local[setting.Owner] || IsHarmlessInDevelopment(kind, random))
            return null;
        if (kind == SecretKind.Shared && !random && (SecretValues.IsName(value) && !SecretValues.IsDefault(value) || value.Length < 6))
            return null;
        var confidence = random || kind == SecretKind.Password && SecretValues.LooksLikePassword(value) || kind == SecretKind.Cryptographic && value.Length >= 16 ? "high" : "medium";
        return new FoundSecret(setting, SecretNames.Describe(kind), isDevelopment ? "medium" : confidence);
    }

    /// <summary>Only keys of others are a danger in a file for the developer's own machine: its own passwords and signing keys open nothing else.</summary>
    private bool IsHarmlessInDevelopment(SecretKind kind, bool random) => isDevelopment && (!random || kind is SecretKind.Cryptographic);

    /// <summary>Sentences, addresses, headers, names of settings, switches and numbers of days.</summary>
    private static bool IsWording(string value, SecretKind kind) =>
        value.Any(char.IsWhiteSpace) && kind != SecretKind.Cryptographic
        || value.Contains("://") || value.StartsWith("X-", StringComparison.OrdinalIgnoreCase) && SecretValues.IsName(value)
        || Regex.IsMatch(value, @"^[A-Za-z]+([:.][A-Za-z]+)+$") || bool.TryParse(value, out _) || value.Length < 4
        || kind == SecretKind.Cryptographic && value.Length < 8;
}
