using System.Reflection;
using System.Reflection.Emit;

namespace Acceptance;

/// <summary>Which types a type uses, in signatures and in bodies.</summary>
public static class Uses
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Every type of the application, whatever the number of its assemblies.</summary>
    public static IReadOnlyList<Type> Application { get; } =
        [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Library*.dll").Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file))).SelectMany(assembly => assembly.GetTypes())];

    public static bool IsIn(this Type type, string space) => type.Namespace is { } name && (name == space || name.StartsWith(space + ".", StringComparison.Ordinal));

    public static IEnumerable<Type> Of(Type type)
    {
        var members = type.GetFields(All).Select(field => field.FieldType)
            .Concat(type.GetInterfaces())
            .Concat(type.BaseType is { } parent ? [parent] : [])
            .Concat(type.CustomAttributes.Select(attribute => attribute.AttributeType))
            .Concat(type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).SelectMany(method => OfMethod(type, method)));
        return members.SelectMany(Unwrap).Distinct();
    }

    private static IEnumerable<Type> OfMethod(Type type, MethodBase method)
    {
        var signature = method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method is MethodInfo { ReturnType: var made } ? [made] : []);
        if (method.GetMethodBody() is not { } body)
        {
            return signature;
        }

        return signature.Concat(body.LocalVariables.Select(local => local.LocalType)).Concat(OfCode(type, method, body.GetILAsByteArray()!));
    }

    private static List<Type> OfCode(Type type, MethodBase method, byte[] il)
    {
        List<Type> found = [];
        var typeArguments = type.IsGenericType ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? Codes[(short)(0xFE00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            switch (code.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    var member = type.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments);
                    found.AddRange(member switch
                    {
                        Type used => [used],
                        FieldInfo field => [field.DeclaringType!, field.FieldType],
                        MethodInfo called => [called.DeclaringType!, called.ReturnType, .. called.GetGenericArguments()],
                        { DeclaringType: { } declaring } => [declaring],
                        _ => Array.Empty<Type>(),
                    });
                    at += 4;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    at += 1;
                    break;
                case OperandType.InlineVar:
                    at += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    at += 8;
                    break;
                case OperandType.InlineSwitch:
                    at += 4 + (4 * BitConverter.ToInt32(il, at));
                    break;
                default:
                    at += 4;
                    break;
            }
        }

        return found;
    }

    private static IEnumerable<Type> Unwrap(Type type) =>
        type.HasElementType ? Unwrap(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrap).Append(type.GetGenericTypeDefinition())
        : [type];
}
