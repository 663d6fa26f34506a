/** A table that scrolls by itself where the page is narrow. */
import type { ComponentChildren } from 'preact';

/** The table; `children` are its rows. */
export function Table(props: {
  /** For screen readers. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  const { name, headings, children } = props;
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={name}>
      <table class={props.class}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
