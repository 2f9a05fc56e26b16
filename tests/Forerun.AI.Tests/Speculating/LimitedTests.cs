using Forerun.Running.Limiting;

namespace Forerun.AI.Tests.Speculating;

/// <summary>Limits that all conversations share.</summary>
public class LimitedTests
{
    [Fact]
    public async Task Conversations_ThatWaitForTheirPerson_TakeNoRoomFromOthers()
    {
        await using var agent = Stage.CallsOnce(("look", "a")).Agent(o => o.Limits = new Limits(new LimitOptions { Attempts = 1 }));
        var look = Stage.Read("look", (key, _) => Task.FromResult(key));

        for (var i = 0; i < 3; i++) await agent.GetResponseAsync(Stage.Ask($"conversation {i}"), Stage.With(look)).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(3, agent.Waiting);
    }
}
