import { inWords } from '~/lib/languages/words';

export const disputeMail = inWords({
  subject: {
    en: '{what}: {total} paid to {vendor}',
    de: '{what}: Zahlung von {total} an {vendor}',
    fr: '{what} : paiement de {total} à {vendor}',
    es: '{what}: pago de {total} a {vendor}',
  },
  preview: { en: '{what}: {total}.', de: '{what}: {total}.', fr: '{what} : {total}.', es: '{what}: {total}.' },
  heading: { en: '{what}: {total}', de: '{what}: {total}', fr: '{what} : {total}', es: '{what}: {total}' },
  footer: {
    en: 'Sent once for every such change.',
    de: 'Wird einmal für jede solche Änderung gesendet.',
    fr: 'Envoyé une fois pour chaque changement de ce genre.',
    es: 'Se envía una vez por cada cambio de este tipo.',
  },
  customer: { en: 'Customer', de: 'Kunde', fr: 'Client', es: 'Cliente' },
  changedOn: { en: 'Changed on', de: 'Geändert am', fr: 'Modifié le', es: 'Modificado el' },
  bankReason: { en: 'The bank’s reason', de: 'Grund der Bank', fr: 'Motif de la banque', es: 'Motivo del banco' },
  reference: { en: 'Reference', de: 'Referenz', fr: 'Référence', es: 'Referencia' },
});
