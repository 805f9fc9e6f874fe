import { useWords } from '~/components/language';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { listHelp } from './list-help.words';

/** The keys of the list, for those who press "?". */
export function ListHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useWords(listHelp);
  const all: [string[], string][] = [
    [['/'], say('search')],
    [['j', 'k'], say('move')],
    [['x', say('space')], say('select')],
    [[say('shift'), 'x'], say('range')],
    [['a'], say('page')],
    [[say('enter')], say('open')],
    [['?'], say('help')],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={say('title')}>
      <dl className="grid gap-2">
        {all.map(([keys, does]) => (
          <div key={does} className="flex items-center justify-between gap-4">
            <dt className="text-second">{does}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd key={key} className="keys">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <form method="dialog" className="mt-5 flex justify-end">
        <Button>{say('close')}</Button>
      </form>
    </Dialog>
  );
}
