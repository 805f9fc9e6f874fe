import { describe, expect, it } from 'vitest';
import { collectedBody } from './collected-body.server';

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string | null> {
  const { value, done } = await reader.read();
  return done ? null : Buffer.from(value).toString();
}

describe('a page’s body', () => {
  it('hands on what was written up to each flush as one piece, and the rest at the end', async () => {
    const { body, sink } = collectedBody();
    const reader = body.getReader();
    sink.write(Buffer.from('one '));
    sink.write(Buffer.from('two '));
    sink.flush();
    expect(await next(reader)).toBe('one two ');
    sink.flush();
    sink.write(Buffer.from('three'));
    sink.end();
    expect(await next(reader)).toBe('three');
    expect(await next(reader)).toBeNull();
  });

  it('ends the writing when the reader leaves', async () => {
    const { body, sink } = collectedBody();
    const closed = new Promise((resolve) => sink.once('close', resolve));
    await body.cancel();
    await closed;
    expect(sink.destroyed).toBe(true);
  });

  it('breaks off when the writing does, instead of ending as if it were whole', async () => {
    const { body, sink } = collectedBody();
    sink.once('error', () => undefined);
    sink.destroy(new Error('rendering stopped'));
    await expect(body.getReader().read()).rejects.toThrow('rendering stopped');
  });
});
