import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

const KEYS: [string[], string][] = [
  [['/'], 'Search'],
  [['j', 'k'], 'Next and previous invoice'],
  [['x', 'Space'], 'Select it, or not'],
  [['Shift', 'x'], 'Select from the last one to this one'],
  [['a'], 'Select the page, or nothing on it'],
  [['Enter'], 'Open it'],
  [['?'], 'This help'],
];

/** The keys of the list, for those who press "?". */
export function ListHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onClose={onClose} title="Keys">
      <dl className="grid gap-2">
        {KEYS.map(([keys, does]) => (
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
        <Button>Close</Button>
      </form>
    </Dialog>
  );
}
