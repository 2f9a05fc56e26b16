using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Forerun.PublicApi;

/// <summary>The public API of a library as text: a line for each type and each member, in order. What the compiler makes of a record is left out.</summary>
internal static class ApiText
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly library) => string.Join('\n', library.GetExportedTypes().OrderBy(Name, StringComparer.Ordinal).Select(Of)) + "\n";

    private static string Of(Type type) => string.Join('\n', Members(type).Order(StringComparer.Ordinal).Prepend(Head(type)));

    private static string Head(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : $"{Modifier(type)}{(type.GetMethod("<Clone>$") is null ? "" : "record ")}{(type.IsValueType ? "struct" : "class")}";
        List<string> parents = [.. type.GetInterfaces().Where(i => i.IsPublic).Select(Name).Order(StringComparer.Ordinal)];
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)) parents.Insert(0, Name(parent));
        return $"{kind} {Name(type)}{(parents.Count == 0 || type.IsEnum ? "" : $" : {string.Join(", ", parents)}")}";
    }

    private static string Modifier(Type type) =>
        type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsValueType ? "" : type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(n => $"    {n} = {Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture)}");
        return type.GetConstructors(All).Where(Shown).Select(c => $"    new({Parameters(c)})")
            .Concat(type.GetFields(All).Where(f => (f.IsPublic || f.IsFamily) && !f.IsSpecialName).Select(f => $"    {Static(f.IsStatic)}{Name(f.FieldType)} {f.Name}"))
            .Concat(type.GetEvents(All).Where(e => Shown(e.AddMethod!)).Select(e => $"    event {Name(e.EventHandlerType!)} {e.Name}"))
            .Concat(type.GetProperties(All).Where(p => p.GetAccessors(true).Any(Shown) && p.Name != "EqualityContract").Select(Property))
            .Concat(type.GetMethods(All).Where(m => Shown(m) && !IsMade(m)).Select(Method));
    }

    private static bool IsMade(MethodInfo method) =>
        method.IsDefined(typeof(CompilerGeneratedAttribute)) || (method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static bool Shown(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(Shown).Select(a => a == property.GetMethod ? "get" : IsInit(a) ? "init" : "set");
        var index = property.GetIndexParameters() is { Length: > 0 } by ? $"[{string.Join(", ", by.Select(Parameter))}]" : "";
        return $"    {Static(property.GetAccessors(true)[0].IsStatic)}{Name(property.PropertyType)} {property.Name}{index} {{ {string.Join("; ", accessors)} }}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";
        return $"    {Static(method.IsStatic)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var kind = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : "";
        var byDefault = parameter.HasDefaultValue ? $" = {Convert.ToString(parameter.RawDefaultValue ?? "default", CultureInfo.InvariantCulture)}" : "";
        return $"{kind}{Name(parameter.ParameterType)} {parameter.Name}{byDefault}";
    }

    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (type.IsGenericParameter) return type.Name;
        if (Nullable.GetUnderlyingType(type) is { } value) return $"{Name(value)}?";
        var name = type.FullName ?? $"{type.Namespace}.{type.Name}";
        var plain = name.Split('[')[0].Replace('+', '.');
        if (!type.IsGenericType) return plain.StartsWith("System.", StringComparison.Ordinal) ? type.Name : plain;
        var bare = string.Join('.', plain.Split('.').Select(p => p.Split('`')[0]));
        if (bare.StartsWith("System.", StringComparison.Ordinal)) bare = type.Name.Split('`')[0];
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
