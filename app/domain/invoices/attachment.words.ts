import { inWords } from '~/lib/languages/words';

export const fileSizes = inWords({
  megabytes: {
    en: '{size, number, ::.0} MB',
    de: '{size, number, ::.0} MB',
    fr: '{size, number, ::.0}\u00a0Mo',
    es: '{size, number, ::.0} MB',
    ar: '{size, number, ::.0} ميغابايت',
  },
  kilobytes: {
    en: '{size, number} kB',
    de: '{size, number} kB',
    fr: '{size, number}\u00a0ko',
    es: '{size, number} kB',
    ar: '{size, number} كيلوبايت',
  },
});
