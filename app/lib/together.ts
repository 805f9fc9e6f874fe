/**
 * Lets callers of one moment share one call: whoever comes while `work` is under way waits, and all of them go
 * together into the next. A caller who is alone goes at once. What befalls the call befalls all who share it.
 */
export function together<Item>(
  work: (items: readonly Item[]) => Promise<unknown>,
  { atMost }: { atMost: number },
): (item: Item) => Promise<void> {
  type Caller = { item: Item; done: () => void; failed: (error: unknown) => void };
  const waiting: Caller[] = [];
  let isUnderWay = false;
  const go = async () => {
    isUnderWay = true;
    while (waiting.length > 0) {
      const callers = waiting.splice(0, atMost);
      try {
        await work(callers.map(({ item }) => item));
        for (const { done } of callers) done();
      } catch (error) {
        for (const { failed } of callers) failed(error);
      }
    }
    isUnderWay = false;
  };
  return (item) =>
    new Promise((done, failed) => {
      waiting.push({ item, done, failed });
      if (!isUnderWay) void go();
    });
}
