namespace Forerun.Tests;

public class Placeholder { [Fact] public void Usd_Adds() => Assert.Equal(new Pricing.Usd(3), new Pricing.Usd(1) + new Pricing.Usd(2)); }
