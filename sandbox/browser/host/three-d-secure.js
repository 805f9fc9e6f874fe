/** Opens the bank's page over this one and waits until the payer has answered, cancelled or been refused. */
export function authenticate(origin, intent) {
  const { use_stripe_sdk: sdk } = intent.next_action;
  return new Promise((resolve) => {
    const before = document.activeElement;
    const overlay = document.createElement('div');
    overlay.setAttribute('role', 'dialog');
    overlay.setAttribute('aria-modal', 'true');
    overlay.setAttribute('aria-label', 'Bank authentication');
    Object.assign(overlay.style, {
      position: 'fixed',
      inset: '0',
      zIndex: '2147483647',
      background: 'rgba(15, 18, 21, 0.6)',
    });
    const frame = document.createElement('iframe');
    frame.title = 'Bank authentication';
    frame.name = '__stripeJSChallengeFrame';
    Object.assign(frame.style, {
      border: '0',
      width: '100%',
      height: '100%',
      colorScheme: 'light',
      background: 'transparent',
    });
    const address = new URL(sdk.stripe_js, origin);
    frame.src = `${origin}${address.pathname}?${address.searchParams}&${new URLSearchParams({ origin: location.origin })}`;
    frame.addEventListener('load', () => frame.focus());
    overlay.append(frame);

    // Nothing behind the bank's page may be reached by keyboard or screen reader meanwhile.
    const behind = [...document.body.children].filter((each) => !each.inert);
    const finish = (event) => {
      if (event.origin !== origin || event.source !== frame.contentWindow || event.data?.type !== 'quittance:3ds-done')
        return;
      window.removeEventListener('message', finish);
      overlay.remove();
      for (const each of behind) each.inert = false;
      before?.focus?.();
      resolve();
    };
    window.addEventListener('message', finish);
    for (const each of behind) each.inert = true;
    document.body.append(overlay);
  });
}
