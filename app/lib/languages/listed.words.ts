import { inWords } from './words';

export const lists = inWords({
  and: {
    en: '{first} and {second}',
    de: '{first} und {second}',
    fr: '{first} et {second}',
    es: '{first} y {second}',
    ar: '{first} و{second}',
  },
});
