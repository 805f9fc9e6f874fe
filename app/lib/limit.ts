/** How often something may be done within a time; the name is what it is counted under. */
export type Limit = { name: string; times: number; perSeconds: number };
