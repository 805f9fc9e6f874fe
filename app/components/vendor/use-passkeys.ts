import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { useEffect, useState } from 'react';

type Passkeys = {
  /** Known only once scripts run: the button is shown where it works. */
  supported: boolean;
  working: boolean;
  /** Why there is no answer, in words; null while nothing went wrong. */
  problem: string | null;
  /** Asks the browser for a passkey's answer, as text to be posted; null when it gave none. The options are JSON from the server. */
  ask: (options: string) => Promise<string | null>;
  make: (options: string) => Promise<string | null>;
};

/** The browser's passkeys. Their code comes only when somebody presses the button. */
export function usePasskeys(): Passkeys {
  const [supported, setSupported] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setSupported(typeof window.PublicKeyCredential === 'function'), []);
  const attempt = async (work: () => Promise<object>): Promise<string | null> => {
    setWorking(true);
    setProblem(null);
    try {
      return JSON.stringify(await work());
    } catch (error) {
      setProblem(wordsFor(error));
      return null;
    } finally {
      setWorking(false);
    }
  };
  return {
    supported,
    working,
    problem,
    ask: (options) =>
      attempt(async () => {
        const optionsJSON = JSON.parse(options) as PublicKeyCredentialRequestOptionsJSON;
        return (await import('@simplewebauthn/browser')).startAuthentication({ optionsJSON });
      }),
    make: (options) =>
      attempt(async () => {
        const optionsJSON = JSON.parse(options) as PublicKeyCredentialCreationOptionsJSON;
        return (await import('@simplewebauthn/browser')).startRegistration({ optionsJSON });
      }),
  };
}

function wordsFor(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') return 'This device has a passkey for you already.';
  if (name === 'NotAllowedError') return 'Your device gave no passkey: it was cancelled, or took too long.';
  return 'Your browser could not use a passkey at this address.';
}
