/** Text as HTML, or as part of an SVG: model output is hostile, so every text goes through here. */
export function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table of texts; the first column holds names, the others stand to the right. */
export function htmlTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  const body = rows.map((cells) => line(cells, 'td'));
  return `<div class="wide"><table><thead>${line(headings, 'th')}</thead><tbody>${body.join('\n')}</tbody></table></div>`;
}
