import type { ReactNode } from 'react';
import type { ValueFactor } from '#domain/suggestion.ts';
import { cx } from '#renderer/ui/classes.ts';
import { capital, money, plain } from '#renderer/ui/format.ts';

/** What a next best action is expected to be worth, and each part of it. */
export function FactorTable(props: {
  expectedValue: number;
  factors: readonly ValueFactor[];
  currency: string;
}): ReactNode {
  const { currency } = props;
  return (
    <table className="w-full text-xs tabular-nums">
      <caption className="sr-only">Expected value and its parts</caption>
      <tbody>
        {props.factors.map((factor) => (
          <tr key={factor.name} className="border-t border-line align-top">
            <th scope="row" className="py-1 pe-2 text-start font-medium text-muted">
              {capital(plain(factor.name))}
            </th>
            <td className="py-1 pe-2 text-subtle">{factor.detail}</td>
            <td className={cx('py-1 text-end whitespace-nowrap', factor.minor < 0 && 'text-bad')}>
              {factor.minor > 0 ? '+' : ''}
              {money({ minor: factor.minor, currency })}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="border-t border-edge/60 font-semibold">
          <th scope="row" colSpan={2} className="py-1 text-start">
            Expected value <span className="font-normal text-subtle">to the company</span>
          </th>
          <td className="py-1 text-end whitespace-nowrap">
            {money({ minor: props.expectedValue, currency })}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
