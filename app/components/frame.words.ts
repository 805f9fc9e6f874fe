import { inWords } from '~/lib/languages/words';

/** What stands around every page of the portal. */
export const frameWords = inWords({
  skip: {
    en: 'Skip to the content',
    de: 'Zum Inhalt springen',
    fr: 'Aller au contenu',
    es: 'Ir al contenido',
  },
  testGateway: {
    en: 'Test gateway. No real money moves.',
    de: 'Testbetrieb. Es fließt kein echtes Geld.',
    fr: 'Mode test. Aucun argent réel ne circule.',
    es: 'Modo de prueba. No se mueve dinero real.',
  },
  loading: { en: 'Loading', de: 'Wird geladen', fr: 'Chargement', es: 'Cargando' },
  main: { en: 'Main', de: 'Hauptmenü', fr: 'Menu principal', es: 'Menú principal' },
  pages: { en: 'Pages', de: 'Seiten', fr: 'Pages', es: 'Páginas' },
  invoices: { en: 'Invoices', de: 'Rechnungen', fr: 'Factures', es: 'Facturas' },
  payments: { en: 'Payments', de: 'Zahlungen', fr: 'Paiements', es: 'Pagos' },
  receipts: { en: 'Receipts', de: 'Belege', fr: 'Reçus', es: 'Recibos' },
  statements: { en: 'Statements', de: 'Kontoauszüge', fr: 'Relevés', es: 'Estados de cuenta' },
  methods: { en: 'Payment methods', de: 'Zahlungsarten', fr: 'Moyens de paiement', es: 'Formas de pago' },
  menuOf: { en: 'Menu of {name}', de: 'Menü von {name}', fr: 'Menu de {name}', es: 'Menú de {name}' },
  switchCustomer: {
    en: 'Switch customer',
    de: 'Kunden wechseln',
    fr: 'Changer de client',
    es: 'Cambiar de cliente',
  },
  signOut: { en: 'Sign out', de: 'Abmelden', fr: 'Se déconnecter', es: 'Cerrar sesión' },
  signOutEverywhere: {
    en: 'Sign out everywhere',
    de: 'Überall abmelden',
    fr: 'Se déconnecter partout',
    es: 'Cerrar sesión en todas partes',
  },
  colours: { en: 'Colours', de: 'Farben', fr: 'Couleurs', es: 'Colores' },
  system: { en: 'System', de: 'System', fr: 'Système', es: 'Sistema' },
  light: { en: 'Light', de: 'Hell', fr: 'Clair', es: 'Claro' },
  dark: { en: 'Dark', de: 'Dunkel', fr: 'Sombre', es: 'Oscuro' },
  language: { en: 'Language', de: 'Sprache', fr: 'Langue', es: 'Idioma' },
});
