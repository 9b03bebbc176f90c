import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ChangeTable } from './ChangeTable.tsx';

const change = {
  operation: 'create' as const,
  record: 'note' as const,
  label: 'New note',
  fields: [{ field: 'customer', title: 'Customer', before: null, after: 'retail-customer-02' }],
};

it('names the customer of the conversation and keeps the id beside the name', () => {
  const html = renderToStaticMarkup(
    <ChangeTable
      change={change}
      customer={{ id: 'retail-customer-02', name: 'Tomas Lindqvist' }}
    />,
  );
  expect(html).toContain('Tomas Lindqvist');
  expect(html).toContain('retail-customer-02');
});

it('never puts that name on somebody else', () => {
  const html = renderToStaticMarkup(
    <ChangeTable change={change} customer={{ id: 'retail-customer-01', name: 'Maya Okafor' }} />,
  );
  expect(html).not.toContain('Maya Okafor');
  expect(html).toContain('retail-customer-02');
});
