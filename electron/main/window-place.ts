import type { Rectangle } from 'electron';
import { z } from 'zod';

/** @file Where a window comes back: on its display, where it was, always fully in sight. */

export const Place = z.object({
  display: z.number(),
  bounds: z.object({
    x: z.number().int(),
    y: z.number().int(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
  }),
});
export type Place = z.infer<typeof Place>;

export interface DisplayArea {
  readonly id: number;
  /** Without task bar and menu bar. */
  readonly workArea: Rectangle;
}

const overlap = (a: Rectangle, b: Rectangle): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const between = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, most));

/** Shrinks and moves a rectangle until it lies inside the area. */
export function fitInto(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(bounds.width, area.width);
  const height = Math.min(bounds.height, area.height);
  return {
    width,
    height,
    x: between(bounds.x, area.x, area.x + area.width - width),
    y: between(bounds.y, area.y, area.y + area.height - height),
  };
}

/**
 * The bounds to open a window with. A remembered place holds while its display is there; when the
 * display is gone the one that the place overlaps most takes over, else the primary one.
 * @param displays the primary one first
 * @param usual the bounds in a work area when nothing is remembered
 */
export function placeWindow(
  remembered: Place | undefined,
  displays: readonly [DisplayArea, ...DisplayArea[]],
  usual: (workArea: Rectangle) => Rectangle,
): Rectangle {
  if (remembered === undefined) return fitInto(usual(displays[0].workArea), displays[0].workArea);
  const own = displays.find((display) => display.id === remembered.display);
  if (own) return fitInto(remembered.bounds, own.workArea);
  const next = displays
    .map((display) => ({ display, shared: overlap(display.workArea, remembered.bounds) }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)[0]?.display;
  if (next) return fitInto(remembered.bounds, next.workArea);
  const { width, height } = remembered.bounds;
  return fitInto({ ...usual(displays[0].workArea), width, height }, displays[0].workArea);
}

/** The full height at the right edge. */
export const dockedRight =
  (width: number) =>
  (area: Rectangle): Rectangle => ({
    x: area.x + area.width - width,
    y: area.y,
    width,
    height: area.height,
  });

/** Near the lower right corner. */
export const lowerRight =
  (size: { readonly width: number; readonly height: number }, margin = 24) =>
  (area: Rectangle): Rectangle => ({
    x: area.x + area.width - size.width - margin,
    y: area.y + area.height - size.height - margin,
    ...size,
  });
