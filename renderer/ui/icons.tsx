import type { ReactNode } from 'react';

/** @file Icons drawn on a 16 px grid, 1.5 px strokes. Decoration only: the text beside them speaks. */

const paths = {
  accept: 'M3 8.5 6.500 12 13 4.500',
  add: 'M8 3.500v9M3.500 8h9',
  alert:
    'M8 5.500v3.500M8 11.400v.1M7.100 2.600 1.900 11.800a1 1 0 0 0 .9 1.500h10.400a1 1 0 0 0 .9-1.500L8.900 2.600a1 1 0 0 0-1.800 0Z',
  action: 'M8.800 1.800 3.500 9.200h4l-.5 5 5.500-7.500h-4l.3-4.900Z',
  article: 'M4 1.800h5.500L12.500 5v9.200H4V1.800ZM9.200 2v3.200h3M6 8h4.500M6 10.700h4.500',
  back: 'M9.500 3.500 5 8l4.500 4.500',
  book: 'M8 4c-1.500-1.200-3.500-1.500-5.500-1.500v10c2 0 4 .3 5.500 1.500 1.500-1.200 3.500-1.500 5.500-1.500v-10C11.500 2.500 9.500 2.800 8 4Zm0 0v10',
  chat: 'M2.500 3.500h11v7.500H7l-3 2.700V11H2.500V3.500Z',
  chevron: 'm4 6 4 4 4-4',
  clock: 'M8 4.500V8l2.300 1.500M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M6 6h7.500v7.500H6V6ZM3.500 10H2.500V2.500H10v1',
  customer:
    'M8 8.200a2.900 2.900 0 1 0 0-5.700 2.900 2.900 0 0 0 0 5.700ZM2.800 13.800c.5-2.500 2.600-3.800 5.200-3.800s4.700 1.300 5.200 3.800',
  download: 'M8 2.500v8M4.500 7.500 8 11l3.500-3.500M3 13.500h10',
  edit: 'm10.500 3 2.500 2.500-7.500 7.500-3 .5.5-3L10.500 3Z',
  end: 'M3.500 3.500h9v9h-9z',
  form: 'M3 2.500h10v11H3v-11ZM5.500 5.500h5M5.500 8h5M5.500 10.500h2.500',
  help: 'M6 6.200c0-1.200.9-2 2-2s2 .7 2 1.800c0 1.500-2 1.700-2 3.200M8 11.500v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  intents: 'M2.500 4.500h4l3 3.500-3 3.500h-4M9.500 8h4M11.500 6l2 2-2 2',
  keyboard:
    'M1.800 4h12.400v8H1.800V4ZM4.500 6.500h.1M7 6.500h.1M9.400 6.500h.1M11.700 6.500h.1M5 9.500h6',
  link: 'M6.800 9.200a2.400 2.400 0 0 0 3.400 0l2.300-2.300a2.400 2.400 0 0 0-3.400-3.400l-.7.7M9.200 6.800a2.400 2.400 0 0 0-3.400 0L3.500 9.100a2.400 2.400 0 0 0 3.400 3.400l.7-.7',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
  models:
    'M4.500 4.500h7v7h-7v-7ZM6.500 2v2.500M9.500 2v2.500M6.500 11.500V14M9.500 11.500V14M2 6.500h2.500M2 9.500h2.500M11.500 6.500H14M11.500 9.500H14',
  more: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  offline:
    'M2 2l12 12M4.300 6.500a6 6 0 0 1 1.700-1M8.800 5.100c1.100.1 2.100.6 2.900 1.400M2.200 4.500A9 9 0 0 1 3.600 3.500M6.700 2.600c2.600-.3 5.200.4 7.100 1.900M6.300 9.200a3 3 0 0 1 2.100-.7M8 12v.1',
  record:
    'M8 1.800 13 4v4c0 3-2 5.200-5 6.200C5 13.200 3 11 3 8V4l5-2.200ZM5.800 8l1.600 1.600L10.400 6.500',
  refresh:
    'M13 5.500A5.500 5.500 0 0 0 3.200 5M3 2.500V5.200h2.700M3 10.500A5.500 5.500 0 0 0 12.800 11M13 13.500v-2.700h-2.700',
  replay: 'M5 3.200v9.600L12.500 8 5 3.200Z',
  reply: 'M6.500 4 3 7.500 6.500 11M3 7.500h6.500c2.200 0 3.500 1.300 3.500 3.500v1',
  search: 'M7 11.500a4.500 4.500 0 1 0 0-9 4.500 4.500 0 0 0 0 9ZM10.300 10.300l3.200 3.200',
  send: 'M2.500 8h10.500M9 4l4 4-4 4',
  settings:
    'M2.500 4.500h5M11 4.500h2.500M2.500 11.500h2.500M8.500 11.500h5M9.200 6.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600ZM6.800 13.300a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600Z',
  spark:
    'M8 2v3M8 11v3M2 8h3M11 8h3M4 4l1.600 1.600M10.400 10.400 12 12M12 4l-1.600 1.600M5.600 10.400 4 12',
  step: 'M3 4h2M3 8h2M3 12h2M7.500 4H13M7.500 8H13M7.500 12H13',
  undo: 'M5.500 3 2.500 6l3 3M2.500 6H9a4 4 0 0 1 0 8H6.500',
} as const;

export type IconName = keyof typeof paths;

export function Icon(props: { name: IconName; className?: string }): ReactNode {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`size-4 shrink-0 ${props.className ?? ''}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[props.name]} />
    </svg>
  );
}

/** The mark of the product: an ear made of one line. */
export function Mark(props: { className?: string }): ReactNode {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={props.className ?? 'size-6 shrink-0'}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g fill="none" className="stroke-on-accent" strokeWidth="2.4" strokeLinecap="round">
        <path d="M10 20v-5.500a6 6 0 0 1 12 0c0 4-3.600 4.200-3.600 7.200a2.800 2.800 0 0 1-5 1.700" />
        <path d="M13.800 15.300a2.300 2.300 0 1 1 4.100 1.400" />
      </g>
    </svg>
  );
}
