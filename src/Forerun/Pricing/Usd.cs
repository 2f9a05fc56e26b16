using System.Globalization;

namespace Forerun.Pricing;

/// <summary>An amount of US dollars. Decimal, never binary floating point; may be negative (a net value) and is never rounded.</summary>
public readonly record struct Usd(decimal Amount) : IComparable<Usd>
{
    /// <summary>No dollars.</summary>
    public static Usd Zero => default;

    /// <inheritdoc/>
    public int CompareTo(Usd other) => Amount.CompareTo(other.Amount);

    /// <summary>The sum.</summary>
    public static Usd operator +(Usd left, Usd right) => new(left.Amount + right.Amount);

    /// <summary>The difference.</summary>
    public static Usd operator -(Usd left, Usd right) => new(left.Amount - right.Amount);

    /// <summary>The amount with its sign turned.</summary>
    public static Usd operator -(Usd value) => new(-value.Amount);

    /// <summary>The amount times a plain number.</summary>
    public static Usd operator *(decimal factor, Usd value) => new(factor * value.Amount);

    /// <summary>Less.</summary>
    public static bool operator <(Usd left, Usd right) => left.Amount < right.Amount;

    /// <summary>More.</summary>
    public static bool operator >(Usd left, Usd right) => left.Amount > right.Amount;

    /// <summary>Not more.</summary>
    public static bool operator <=(Usd left, Usd right) => left.Amount <= right.Amount;

    /// <summary>Not less.</summary>
    public static bool operator >=(Usd left, Usd right) => left.Amount >= right.Amount;

    /// <summary>The larger of two amounts.</summary>
    public static Usd Max(Usd left, Usd right) => left.Amount >= right.Amount ? left : right;

    /// <summary>The smaller of two amounts.</summary>
    public static Usd Min(Usd left, Usd right) => left.Amount <= right.Amount ? left : right;

    /// <summary>
    /// For people: a dollar sign and four decimals, for example <c>$0.0135</c> or <c>-$1.2000</c>. What these would show as nothing has as
    /// many as it takes for two digits, for example <c>$0.000012</c>.
    /// </summary>
    public override string ToString() => (Amount < 0 ? "-$" : "$") + Math.Abs(Amount).ToString(Digits, CultureInfo.InvariantCulture);

    private string Digits
    {
        get
        {
            var decimals = 4;
            if (Math.Abs(Amount) is > 0 and < 0.00005m)
            {
                for (var rest = Math.Abs(Amount) * 10_000; rest < 1; rest *= 10) decimals++;
                decimals = Math.Min(decimals + 1, 28);
            }

            return "0." + new string('0', decimals);
        }
    }
}
