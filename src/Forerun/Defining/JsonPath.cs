using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Forerun.Defining;

/// <summary>Translates <c>x => x.Member.Other[0]</c> into the JSON path that the serializer gives to it.</summary>
internal static class JsonPath
{
    /// <summary>The path, beginning after the value itself: <c>.member.other[0]</c>; empty for the whole.</summary>
    /// <exception cref="NotSupportedException">The expression is more than members and indexes, or JSON has no such part; the message says which.</exception>
    public static string Of(LambdaExpression part, JsonSerializerOptions json) => Of(part.Body, part.Parameters[0], json);

    private static string Of(Expression at, ParameterExpression whole, JsonSerializerOptions json) => at switch
    {
        ParameterExpression parameter when parameter == whole => "",
        MemberExpression { Member.Name: "Value", Expression: { } maybe } when Nullable.GetUnderlyingType(maybe.Type) is not null =>
            Of(maybe, whole, json),
        MemberExpression { Expression: { } of } member => $"{Of(of, whole, json)}.{NameOf(member.Member, of.Type, json)}",
        BinaryExpression { NodeType: ExpressionType.ArrayIndex } index => $"{Of(index.Left, whole, json)}[{Index(index.Right)}]",
        MethodCallExpression { Method.Name: "get_Item", Object: { } of, Arguments: [var index] } => Of(of, whole, json) + Item(of.Type, index, json),
        _ => throw new NotSupportedException($"'{at}' is neither a member nor an index"),
    };

    private static string NameOf(MemberInfo member, Type type, JsonSerializerOptions json)
    {
        var property = json.GetTypeInfo(type).Properties.FirstOrDefault(
            p => p.AttributeProvider is MemberInfo own && own.HasSameMetadataDefinitionAs(member));
        if (property is not { Get: not null }) throw new NotSupportedException($"the JSON of {type.Name} has no '{member.Name}'");
        if (property.CustomConverter is not null)
            throw new NotSupportedException($"'{member.Name}' of {type.Name} is written by a converter of its own, so it can't be read alone");
        return Plain(property.Name);
    }

    private static string Item(Type type, Expression index, JsonSerializerOptions json) => json.GetTypeInfo(type).Kind switch
    {
        JsonTypeInfoKind.Enumerable => $"[{Index(index)}]",
        JsonTypeInfoKind.Dictionary when Constant(index) is string key => $".{Plain(json.DictionaryKeyPolicy?.ConvertName(key) ?? key)}",
        _ => throw new NotSupportedException($"the JSON of {type.Name} has no items"),
    };

    private static int Index(Expression index) => Constant(index) is int at and >= 0
        ? at
        : throw new NotSupportedException($"the index '{index}' is not a constant from 0 up");

    /// <summary>A constant, or a variable that the lambda has captured: it is read once, when the workflow is defined.</summary>
    private static object? Constant(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Expression: ConstantExpression closure, Member: FieldInfo field } => field.GetValue(closure.Value),
        _ => null,
    };

    private static string Plain(string name) => name.Length > 0 && name.AsSpan().IndexOfAny('.', '[', ']') < 0
        ? name
        : throw new NotSupportedException($"the name '{name}' can't stand in a path");
}
