// Loaded before a program, it moves its clock by CLOCK_OFFSET_MS, as a machine whose clock is wrong.
const RealDate = Date;
const offsetMs = Number(process.env.CLOCK_OFFSET_MS ?? 0);

globalThis.Date = class Date extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + offsetMs);
    else super(...given);
  }
  static now() {
    return RealDate.now() + offsetMs;
  }
};
