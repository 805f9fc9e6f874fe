import { QrCode } from '../receipts/qr-code';
import { Field } from '../ui/field';

/** The picture of the address, and the address, which a phone opens in its app. */
export type Qr = { size: number; path: string; uri: string };

/** A new authenticator: its QR code, its key for who cannot scan, and the code that proves that the app has it. */
export function EnrolFields({ qr, secretKey, error }: { qr: Qr; secretKey: string; error: string | null }) {
  return (
    <>
      <div className="flex flex-col gap-4 sm:flex-row">
        <QrCode size={qr.size} path={qr.path} label="QR code for your authenticator app" />
        <div className="min-w-0">
          <p>
            Scan this with an authenticator app on your phone; any will do. On the phone itself,{' '}
            <a href={qr.uri} className="rounded-small text-green font-semibold underline underline-offset-2">
              open it in the app
            </a>
            .
          </p>
          <p className="text-small text-second mt-2">Without a camera, type this key:</p>
          <p className="mt-0.5 font-mono text-[0.875rem] leading-5 wrap-anywhere select-all">{secretKey}</p>
        </div>
      </div>
      <Field
        label="Six-digit code that the app shows now"
        name="code"
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        required
        className="[&_input]:text-lead [&_input]:tracking-[0.2em] [&_input]:tabular-nums"
        error={error}
      />
    </>
  );
}
