import { Banner } from '../ui/banner';

/** Shown once: what lets one in without the phone. */
export function RecoveryCodes({ codes }: { codes: string[] }) {
  return (
    <div>
      <Banner tone="amber" title="Keep these now. They are not shown again.">
        Each works once, in place of the code of your authenticator app. Print them, or put them into a password
        manager; not where your password is.
      </Banner>
      <ol className="rounded-card border-line bg-card mt-4 grid gap-x-8 gap-y-1.5 border px-5 py-4 font-mono text-[0.9375rem] sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
    </div>
  );
}
