export const MAX_VIEWS = 50;
export const LONGEST_NAME = 60;

export type ViewRefusal =
  { kind: 'no-name' } | { kind: 'name-taken'; name: string } | { kind: 'too-many' } | { kind: 'no-view' };

export function viewWords(refusal: ViewRefusal): string {
  switch (refusal.kind) {
    case 'no-name':
      return 'Give the view a name.';
    case 'name-taken':
      return `You have a view called ${refusal.name} already. Choose another name.`;
    case 'too-many':
      return `You keep ${MAX_VIEWS} views, which is as many as there can be. Delete one first.`;
    case 'no-view':
      return 'There is no such view any more.';
  }
}
