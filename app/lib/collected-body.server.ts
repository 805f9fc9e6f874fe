import { Writable } from 'node:stream';

/** A page is far smaller; beyond this the renderer waits for the reader. */
const HIGH_WATER_BYTES = 1024 * 1024;

/**
 * Where React writes a page, and the body that the answer reads. React writes pieces of 2 kB and says `flush`
 * when it has nothing more for the moment; the body gets all of them as one, since each piece that passes
 * through streams, compression and socket by itself costs more than it took to render.
 */
export function collectedBody(): { body: ReadableStream<Uint8Array>; sink: Writable & { flush: () => void } } {
  let pieces: Uint8Array[] = [];
  let control: ReadableStreamDefaultController<Uint8Array>;
  const flush = () => {
    if (pieces.length > 0) control.enqueue(Buffer.concat(pieces));
    pieces = [];
  };
  const writable = new Writable({
    highWaterMark: HIGH_WATER_BYTES,
    write(piece: Uint8Array, _encoding, done) {
      pieces.push(piece);
      done();
    },
    final(done) {
      flush();
      control.close();
      done();
    },
    destroy(error, done) {
      if (error) control.error(error);
      done(error);
    },
  });
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => void (control = controller),
    // The reader has left; closing tells React to stop.
    cancel: () => void writable.destroy(),
  });
  return { body, sink: Object.assign(writable, { flush }) };
}
