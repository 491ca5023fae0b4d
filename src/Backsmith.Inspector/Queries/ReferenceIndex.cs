using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Backsmith.Inspector.Queries;

/// <summary>The public types of references, read once for as long as a reference is used.</summary>
internal sealed class ReferenceIndex
{
    private readonly ConditionalWeakTable<MetadataReference, IReadOnlyList<PublicType>> _byReference = new();

    /// <summary>The public types of a reference.</summary>
    public IReadOnlyList<PublicType> Of(PortableExecutableReference reference) =>
        _byReference.GetValue(reference, static known => PublicType.In((PortableExecutableReference)known));
}
