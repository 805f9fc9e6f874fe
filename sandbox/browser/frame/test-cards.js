const CARDS = [
  ['4242 4242 4242 4242', 'Succeeds'],
  ['4000 0566 5566 5556', 'Succeeds, debit'],
  ['4000 0027 6000 3184', 'Asks for 3-D Secure'],
  ['4000 0000 0000 9995', 'Not enough money'],
  ['4000 0000 0000 0002', 'Declined'],
  ['4000 0000 0000 0069', 'Expired card'],
  ['4000 0000 0000 0341', 'Saves, then every charge fails'],
  ['4000 0000 0000 0259', 'Succeeds, then disputed'],
];

/** Each entry is a button that fills the whole form. */
export function listTestCards(list, fill) {
  list.replaceChildren(
    ...CARDS.map(([number, outcome]) => {
      const button = document.createElement('button');
      button.type = 'button';
      const digits = document.createElement('span');
      digits.className = 'digits';
      digits.textContent = number;
      const words = document.createElement('span');
      words.textContent = outcome;
      button.append(digits, words);
      button.addEventListener('click', () => fill(number));
      const item = document.createElement('li');
      item.append(button);
      return item;
    }),
  );
}
