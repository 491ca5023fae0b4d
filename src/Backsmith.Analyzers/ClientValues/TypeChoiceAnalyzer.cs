using System.Collections.Generic;
using Backsmith.Analyzers.DataFlow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Backsmith.Analyzers.ClientValues;

/// <summary>BS0035: a type that the client names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TypeChoiceAnalyzer : ClientValueAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "BS0035";

    internal static readonly DiagnosticDescriptor Descriptor = new(
        Id,
        "Type or assembly that the client names",
        "{0} and names what '{1}' loads, so whoever sends it picks any type that the server can reach. Take the type from a closed list in the code, keyed by the client's word.",
        "input-validation",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A type that is made by the name that a client sends runs its constructor and its setters, and what a serializer fills for it: with types of the framework alone that is enough to run programs (CWE-470, CWE-502, OWASP A08:2021). An assembly that is loaded by such a name runs its code at once.\n\nKeep a table in the code from the words that a client may send to the types they mean, and refuse all others. Polymorphic JSON has JsonDerivedType for that. Serializers that read a type's name from the data (BinaryFormatter, TypeNameHandling) are reported by the rules of the SDK that Backsmith hosts.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    private static readonly IReadOnlyList<Place> Table =
    [
        Place.Call("System.Type", "typeName", "GetType"),
        Place.Call("System.Reflection.Assembly", "name,assemblyString,assemblyFile,path,rawAssembly,partialName", "GetType", "Load", "LoadFrom", "LoadFile", "UnsafeLoadFrom", "LoadWithPartialName", "CreateInstance"),
        Place.Call("System.Runtime.Loader.AssemblyLoadContext", "assemblyPath,assembly", "LoadFromAssemblyPath", "LoadFromStream"),
        Place.Call("System.Activator", "assemblyName,typeName,assemblyFile", "CreateInstance", "CreateInstanceFrom"),
    ];

    private protected override DiagnosticDescriptor Rule => Descriptor;

    private protected override IReadOnlyList<Place> Places => Table;

    private protected override TracePolicy PolicyOf(SourceIndex index) => new ClientValuePolicy(index, new ValueChecks(index, "IsAssignableFrom", "IsAssignableTo", "IsSubclassOf"));
}
