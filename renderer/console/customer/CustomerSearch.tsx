import { useEffect, useState, type ReactNode } from 'react';
import type { CustomerRecord } from '#domain/customer.ts';
import { TextField } from '#renderer/ui/Field.tsx';

/** Finds a customer by name, account, e-mail, phone or order, for an agent who knows better. */
export function CustomerSearch(props: {
  search: (text: string) => Promise<readonly CustomerRecord[] | undefined>;
  onChoose: (customer: string) => void;
}): ReactNode {
  const { search } = props;
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly CustomerRecord[]>();
  const wanted = text.trim();

  useEffect(() => {
    if (wanted === '') return setFound(undefined);
    let current = true;
    const timer = setTimeout(() => {
      void search(wanted).then((records) => {
        if (current) setFound(records);
      });
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [search, wanted]);

  return (
    <div role="search" aria-label="Customers" className="px-3 pb-3">
      <TextField
        label="Find a customer"
        type="search"
        placeholder="Name, account, e-mail, phone or order"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite" className="text-sm">
        {found === undefined ? null : found.length === 0 ? (
          <p className="mt-2 text-subtle">Nobody in the CRM matches “{wanted}”.</p>
        ) : (
          <ul className="mt-1">
            {found.slice(0, 6).map(({ customer }) => (
              <li key={customer.id}>
                <button
                  type="button"
                  onClick={() => {
                    setText('');
                    props.onChoose(customer.id);
                  }}
                  className="w-full rounded-md px-2 py-1 text-start hover:bg-hover"
                >
                  <span className="font-medium">{customer.name}</span>{' '}
                  <span className="text-subtle">{customer.account}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
