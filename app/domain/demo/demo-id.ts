import { v5 as uuidv5 } from 'uuid';

const DEMO_NAMESPACE = 'd3a0c0de-0000-5000-8000-6e6f72746877';

/** The same name is the same id in every demo world, so that links, screenshots and tests hold. */
export function demoId(name: string): string {
  return uuidv5(name, DEMO_NAMESPACE);
}
