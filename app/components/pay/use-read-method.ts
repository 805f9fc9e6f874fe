import { useEffect, useRef, useState } from 'react';
import type { CardFieldsHandle } from './card-fields';
import type { PayAnswer, ReadMethod } from './pay-page.types';

/**
 * The new card or account that the server has read and not charged, until it is charged, refused or given up. While a
 * bank asks about it, it stays.
 */
export function useReadMethod(answer: PayAnswer | undefined, fields: CardFieldsHandle) {
  const [state, setState] = useState({ answer, read: readOf(answer) });
  const current =
    answer === state.answer ? state : { answer, read: answer?.kind === 'refused' ? readOf(answer) : state.read };
  if (current !== state) setState(current);
  const gaveUp = useRef(false);
  useEffect(() => {
    // The button that was pressed is gone: the fields it brought back take the focus.
    if (current.read === null && gaveUp.current) fields.current?.elements.getElement('payment')?.focus();
    gaveUp.current = false;
  }, [current.read, fields]);
  const giveUp = () => {
    gaveUp.current = true;
    setState({ answer, read: null });
  };
  return { read: current.read, giveUp };
}

function readOf(answer: PayAnswer | undefined): ReadMethod | null {
  return answer?.kind === 'refused' ? answer.read : null;
}
