/**
 * Lets callers of one moment share one call: whoever comes while `work` is under way waits, and all of them go
 * together into the next. A caller who is alone goes at once. Where `work` answers, it answers each
 * in the order given; what befalls the call befalls all who share it. With `gatherMs` each call waits so long for others
 * before it begins.
 */
export function together<Item, Answer = void>(
  work: (items: readonly Item[]) => Promise<readonly Answer[] | void>,
  { atMost, gatherMs = 0 }: { atMost: number; gatherMs?: number },
): (item: Item) => Promise<Answer> {
  type Caller = { item: Item; done: (answer: Answer) => void; failed: (error: unknown) => void };
  const waiting: Caller[] = [];
  let isUnderWay = false;
  const go = async () => {
    isUnderWay = true;
    while (waiting.length > 0) {
      if (gatherMs > 0 && waiting.length < atMost) await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const callers = waiting.splice(0, atMost);
      try {
        const answers = await work(callers.map(({ item }) => item));
        callers.forEach(({ done }, at) => done(answers?.[at] as Answer));
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
