/** What a form says in a field. A field that is not there, or holds a file, says nothing. */
export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
