import { useState, type ReactNode } from 'react';
import type { Evidence } from '#domain/conversation.ts';
import type { CustomerRecord } from '#domain/customer.ts';
import { IconButton } from '#renderer/ui/Button.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useNow } from '#renderer/ui/clock.ts';
import { ago, calendarDay, capital, fullTime, money } from '#renderer/ui/format.ts';
import { Empty, Panel } from '#renderer/ui/Panel.tsx';
import { outermost, Quote } from '../Quote.tsx';
import { CustomerHistory, Status } from './CustomerFacts.tsx';
import { CustomerSearch } from './CustomerSearch.tsx';

export interface CustomerPanelProps {
  readonly record: CustomerRecord | undefined;
  /** The words that named the customer; empty when the agent chose. */
  readonly evidence: readonly Evidence[];
  readonly search: (text: string) => Promise<readonly CustomerRecord[] | undefined>;
  readonly onChoose: (customer: string) => void;
}

function Contact(props: { label: string; value: string | undefined }): ReactNode {
  if (props.value === undefined) return null;
  return (
    <>
      <dt className="text-subtle">{props.label}</dt>
      <dd className="wrap-anywhere" dir="auto">
        {props.value}
      </dd>
    </>
  );
}

function Known(props: { record: CustomerRecord; evidence: readonly Evidence[] }): ReactNode {
  const { customer } = props.record;
  const now = useNow(30_000);
  return (
    <div className="px-3 pb-3">
      <div className="flex items-start gap-2">
        <h3 className="min-w-0 flex-1 text-lg font-semibold wrap-anywhere" dir="auto">
          {customer.name}
        </h3>
        {customer.lifetimeValue === undefined ? null : (
          <div className="text-end">
            <div className="text-lg font-semibold tabular-nums">
              {money(customer.lifetimeValue)}
            </div>
            <div className="text-xs text-subtle">lifetime value</div>
          </div>
        )}
      </div>
      <div className="mt-1 mb-2 flex flex-wrap items-center gap-1">
        <Status value={customer.status} />
        {customer.tier === undefined ? null : (
          <Chip tone="accent" label="Tier">
            {capital(customer.tier)}
          </Chip>
        )}
        {customer.since === undefined ? null : (
          <span className="text-xs text-subtle">since {calendarDay(customer.since)}</span>
        )}
      </div>
      <dl className="mb-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
        <Contact label="Account" value={customer.account} />
        <Contact label="E-mail" value={customer.email} />
        <Contact label="Phone" value={customer.phone} />
        <Contact label="Address" value={customer.address} />
      </dl>
      <div className="mb-2 space-y-0.5">
        {props.evidence.length === 0 ? (
          <p className="text-xs text-subtle">Chosen by hand.</p>
        ) : (
          <>
            <p className="text-xs text-subtle">Named by the words</p>
            {outermost(props.evidence).map((evidence) => (
              <Quote key={`${evidence.turn} ${evidence.span.start}`} evidence={evidence} />
            ))}
          </>
        )}
      </div>
      <CustomerHistory record={props.record} />
      <p
        className="border-t border-line pt-2 text-xs text-subtle"
        title={fullTime(customer.mirror.fetchedAt)}
      >
        Mirrored from {customer.mirror.source}, {ago(customer.mirror.fetchedAt, now)}
      </p>
    </div>
  );
}

/** Who the customer is and what they have, as soon as the talk names them. */
export function CustomerPanel(props: CustomerPanelProps): ReactNode {
  const [searching, setSearching] = useState(false);
  const known = props.record !== undefined;
  return (
    <Panel
      title="Customer"
      icon="customer"
      aside={
        known ? (
          <IconButton
            icon="search"
            label={searching ? 'Close the customer search' : 'Choose another customer'}
            aria-expanded={searching}
            onClick={() => setSearching((open) => !open)}
          />
        ) : undefined
      }
    >
      {known ? null : (
        <Empty icon="customer" title="Not known yet">
          An account or order number, an e-mail address or a phone number in the talk names the
          customer. You can also choose by hand.
        </Empty>
      )}
      {known && !searching ? null : (
        <CustomerSearch
          search={props.search}
          onChoose={(customer) => {
            setSearching(false);
            props.onChoose(customer);
          }}
        />
      )}
      {props.record === undefined ? null : (
        <Known record={props.record} evidence={props.evidence} />
      )}
    </Panel>
  );
}
