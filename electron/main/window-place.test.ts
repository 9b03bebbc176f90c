import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dockedRight, fitInto, lowerRight, placeWindow } from './window-place.ts';

const left = { id: 1, workArea: { x: 0, y: 25, width: 1440, height: 875 } };
const right = { id: 2, workArea: { x: 1440, y: 0, width: 1920, height: 1080 } };
const usual = dockedRight(400);

describe('where a window opens', () => {
  it('is at the right edge of the primary display at first', () => {
    expect(placeWindow(undefined, [left, right], usual)).toEqual({
      x: 1040,
      y: 25,
      width: 400,
      height: 875,
    });
  });

  it('is where it was, on its display', () => {
    const bounds = { x: 1500, y: 100, width: 420, height: 700 };
    expect(placeWindow({ display: 2, bounds }, [left, right], usual)).toEqual(bounds);
  });

  it('follows its display when that moved or shrank', () => {
    const bounds = { x: 3000, y: 100, width: 420, height: 2000 };
    expect(placeWindow({ display: 1, bounds }, [left, right], usual)).toEqual({
      x: 1020,
      y: 25,
      width: 420,
      height: 875,
    });
  });

  it('goes to the display it overlaps when its own is gone', () => {
    const bounds = { x: 1400, y: 100, width: 420, height: 700 };
    expect(placeWindow({ display: 9, bounds }, [left, right], usual).x).toBeGreaterThanOrEqual(
      1440,
    );
  });

  it('comes back to the primary display when nothing is left there', () => {
    const bounds = { x: 9000, y: 9000, width: 500, height: 600 };
    expect(placeWindow({ display: 9, bounds }, [left], usual)).toEqual({
      x: 940,
      y: 25,
      width: 500,
      height: 600,
    });
  });

  it('leaves a margin for the overlay', () => {
    expect(lowerRight({ width: 360, height: 420 })(left.workArea)).toEqual({
      x: 1056,
      y: 456,
      width: 360,
      height: 420,
    });
  });

  it('is always fully in sight', () => {
    const size = fc.integer({ min: 1, max: 5000 });
    const position = fc.integer({ min: -10_000, max: 10_000 });
    const rectangle = fc.record({ x: position, y: position, width: size, height: size });
    fc.assert(
      fc.property(rectangle, rectangle, (bounds, area) => {
        const fitted = fitInto(bounds, area);
        expect(fitted.x).toBeGreaterThanOrEqual(area.x);
        expect(fitted.y).toBeGreaterThanOrEqual(area.y);
        expect(fitted.x + fitted.width).toBeLessThanOrEqual(area.x + area.width);
        expect(fitted.y + fitted.height).toBeLessThanOrEqual(area.y + area.height);
      }),
    );
  });
});
