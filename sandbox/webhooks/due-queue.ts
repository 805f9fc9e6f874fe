export type Due = { dueAtMs: number };

/** Earliest first (a binary heap): thousands of deliveries may wait while a receiver is down. */
export class DueQueue<T extends Due> {
  private heap: T[] = [];

  get size(): number {
    return this.heap.length;
  }

  peek(): T | undefined {
    return this.heap[0];
  }

  add(item: T): void {
    const heap = this.heap;
    let at = heap.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]!.dueAtMs <= heap[at]!.dueAtMs) break;
      [heap[parent], heap[at]] = [heap[at]!, heap[parent]!];
      at = parent;
    }
  }

  take(): T | undefined {
    const heap = this.heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      let least = at;
      if (left < heap.length && heap[left]!.dueAtMs < heap[least]!.dueAtMs) least = left;
      if (left + 1 < heap.length && heap[left + 1]!.dueAtMs < heap[least]!.dueAtMs) least = left + 1;
      if (least === at) return first;
      [heap[at], heap[least]] = [heap[least]!, heap[at]!];
      at = least;
    }
  }

  clear(): void {
    this.heap = [];
  }
}
