/** `on`, `once`, `off` and `emit`, as every element of the vendor's library has them. */
export function createEmitter() {
  const handlers = new Map();
  return {
    on(event, handler) {
      handlers.set(event, [...(handlers.get(event) ?? []), handler]);
    },
    off(event, handler) {
      handlers.set(
        event,
        handler ? (handlers.get(event) ?? []).filter((each) => each !== handler && each.wrapped !== handler) : [],
      );
    },
    once(event, handler) {
      const first = (payload) => {
        this.off(event, first);
        handler(payload);
      };
      first.wrapped = handler;
      this.on(event, first);
    },
    emit(event, payload) {
      for (const handler of handlers.get(event) ?? []) handler(payload);
    },
  };
}
