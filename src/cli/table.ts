/** A column of a table: its heading, and on which side its cells stand. */
export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/** Rows as lines of aligned columns, two blanks apart, headings first. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const all = [columns.map(({ heading }) => heading), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => widthOf(row[index] ?? ''))));
  return all.map((row) =>
    columns
      .map(({ align }, index) => pad(row[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number, align: Column['align'] = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(cell)));
  return align === 'right' ? blanks + cell : cell + blanks;
}

function widthOf(text: string): number {
  return [...text].length;
}
