// Shown over the merchant's page: tells it when the payer has answered. On a page of its own nothing listens.
const { origin, done } = document.body.dataset;
if (done !== undefined && parent !== window) parent.postMessage({ type: 'quittance:3ds-done' }, origin);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') document.getElementById('cancel')?.click();
});
// The merchant's page hands the focus to this frame as a whole; it belongs on the first answer.
const first = document.getElementById('complete');
first?.focus();
addEventListener('focus', () => first?.focus(), { once: true });
