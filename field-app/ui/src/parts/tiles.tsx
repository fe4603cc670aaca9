/**
 * The one picture: a rayuela drawn square by square. `Hopscotch` draws an interview's parts,
 * `CoverageTiles` an area's households. Both say the same in words for a reader.
 */
import type { StepState } from '../views';

/** Rows of the game: one square, then two, then one … */
export function hopscotchRows<T>(squares: readonly T[]): T[][] {
  const rows: T[][] = [];
  let from = 0;
  while (from < squares.length) {
    const wide = rows.length % 3 === 2 ? 2 : 1;
    rows.push(squares.slice(from, from + wide));
    from += wide;
  }
  return rows;
}

export function Hopscotch({ states, label }: { states: StepState[]; label: string }) {
  const numbered = states.map((state, index) => ({ state, number: index + 1 }));
  return (
    <div class="hopscotch" role="img" aria-label={label}>
      {hopscotchRows(numbered).map((row) => (
        <span class="hop-row" key={row[0]?.number}>
          {row.map(({ state, number }) => (
            <span class={`hop ${state}`} key={number}>
              {number}
            </span>
          ))}
        </span>
      ))}
    </div>
  );
}

export type TileKind = 'complete' | 'pending' | 'refused' | 'open';

/** Shares `of` households out over at most `most` tiles; a kind that occurs keeps a tile. */
export function shareTiles(
  counts: { complete: number; pending: number; refused: number; of: number },
  most = 24,
): TileKind[] {
  const all = Math.max(counts.of, counts.complete + counts.pending + counts.refused);
  if (all === 0) return [];
  const tiles = Math.min(all, most);
  const share = (n: number) => (n === 0 ? 0 : Math.max(1, Math.floor((n * tiles) / all)));
  const made: TileKind[] = [
    ...Array<TileKind>(share(counts.complete)).fill('complete'),
    ...Array<TileKind>(share(counts.pending)).fill('pending'),
    ...Array<TileKind>(share(counts.refused)).fill('refused'),
  ].slice(0, tiles);
  return [...made, ...Array<TileKind>(tiles - made.length).fill('open')];
}

export function CoverageTiles({ tiles, label }: { tiles: TileKind[]; label: string }) {
  return (
    <span class="coverage" role="img" aria-label={label}>
      {tiles.map((kind, index) => (
        <span class={`tile ${kind}`} key={index} />
      ))}
    </span>
  );
}
