import { useState } from 'react';
import { QrCode } from '~/components/receipts/qr-code';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Field } from '~/components/ui/field';

export type ShownCopy = { url: string; qr: { size: number; path: string } };

/** The address of a link, once: to copy, or to show as a code. We keep none of it. */
export function MadeLink({ copy, title = 'Copy it now' }: { copy: ShownCopy; title?: string }) {
  return (
    <Card title={title}>
      <p className="text-second mb-3">
        The address is shown this once: we keep no copy of it. Whoever has it can see and pay what it is for, without
        signing in.
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label="Address of the link"
          name="url"
          readOnly
          value={copy.url}
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-[min(100%,20rem)] grow"
        />
        <CopyButton key={copy.url} text={copy.url} />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-4">
        <QrCode {...copy.qr} label="QR code of the link" />
        <p className="text-small text-second max-w-[40ch]">
          The code holds the same address: show it on a screen, or print it on a letter.
        </p>
      </div>
    </Card>
  );
}

/** Where scripts run; without, the field is there to be copied from. */
function CopyButton({ text }: { text: string }) {
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('copied'),
      () => setSaid('failed'),
    );
  return (
    <>
      <Button type="button" variant="primary" onClick={() => void copy()} className="min-h-10 noscript:hidden">
        {said === 'copied' ? 'Copied' : 'Copy link'}
      </Button>
      <span role="status" className={said === 'failed' ? 'text-small text-red' : 'sr-only'}>
        {said === 'copied' && 'The link was copied'}
        {said === 'failed' && 'Your browser did not allow it: copy from the field.'}
      </span>
    </>
  );
}
